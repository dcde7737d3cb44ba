using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace Amazon.Lambda;

/// <summary>The operations of AWS Lambda that the application calls.</summary>
public interface IAmazonLambda : IAmazonService, IDisposable
{
    /// <summary>The function's configuration, where its code lies and its tags.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such function.</exception>
    Task<GetFunctionResponse> GetFunctionAsync(GetFunctionRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls a function and, unless the call is an <see cref="InvocationType.Event"/>, waits for its answer.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such function.</exception>
    /// <exception cref="TooManyRequestsException">Lambda throttled the call, and every retry.</exception>
    /// <exception cref="RequestTooLargeException">The event is larger than Lambda takes.</exception>
    /// <exception cref="AmazonLambdaException">Any other refusal; <see cref="AmazonServiceException.ErrorCode"/> names it.</exception>
    Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default);

    /// <summary>Calls a function that streams its answer; the answer is read from <see cref="InvokeWithResponseStreamResponse.EventStream"/>.</summary>
    /// <exception cref="AmazonLambdaException">The call was refused, as with <see cref="InvokeAsync"/>.</exception>
    Task<InvokeWithResponseStreamResponse> InvokeWithResponseStreamAsync(
        InvokeWithResponseStreamRequest request, CancellationToken cancellationToken = default);

    /// <summary>One page of the account's functions in the client's region.</summary>
    Task<ListFunctionsResponse> ListFunctionsAsync(ListFunctionsRequest request, CancellationToken cancellationToken = default);

    /// <summary>The tags of a function.</summary>
    /// <exception cref="ResourceNotFoundException">There is no such function.</exception>
    Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default);

    // Without these the interface could be no type argument, as of Lazy<T>.
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonLambdaConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonLambdaClient(awsCredentials, (AmazonLambdaConfig)clientConfig);
}
