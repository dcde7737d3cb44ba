using Amazon.Lambda.Internal;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace Amazon.Lambda;

/// <summary>A client of AWS Lambda on the SDK's own pipeline: its credentials, signer, retries and endpoint configuration.</summary>
public class AmazonLambdaClient : AmazonServiceClient, IAmazonLambda
{
    private static readonly LambdaMetadata Metadata = new();

    /// <summary>Region and credentials from the environment.</summary>
    public AmazonLambdaClient()
        : base(new AmazonLambdaConfig())
    {
    }

    /// <summary>Credentials from the environment.</summary>
    public AmazonLambdaClient(RegionEndpoint region)
        : base(new AmazonLambdaConfig { RegionEndpoint = region })
    {
    }

    /// <summary>Credentials from the environment.</summary>
    public AmazonLambdaClient(AmazonLambdaConfig config)
        : base(config)
    {
    }

    /// <summary>Credentials as given.</summary>
    public AmazonLambdaClient(AWSCredentials credentials, AmazonLambdaConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    /// <inheritdoc />
    protected override IServiceMetadata ServiceMetadata => Metadata;

    /// <inheritdoc />
    public virtual Task<GetFunctionResponse> GetFunctionAsync(GetFunctionRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<GetFunctionResponse>(request, LambdaRequestMarshaller.GetFunction, GetFunctionUnmarshaller.Instance, cancellationToken);

    /// <inheritdoc />
    public virtual Task<InvokeResponse> InvokeAsync(InvokeRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<InvokeResponse>(request, LambdaRequestMarshaller.Invoke, InvokeUnmarshaller.Instance, cancellationToken);

    /// <inheritdoc />
    public virtual Task<InvokeWithResponseStreamResponse> InvokeWithResponseStreamAsync(
        InvokeWithResponseStreamRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<InvokeWithResponseStreamResponse>(
            request, LambdaRequestMarshaller.InvokeWithResponseStream, InvokeWithResponseStreamUnmarshaller.Instance, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListFunctionsResponse> ListFunctionsAsync(
        ListFunctionsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListFunctionsResponse>(request, LambdaRequestMarshaller.ListFunctions, ListFunctionsUnmarshaller.Instance, cancellationToken);

    /// <inheritdoc />
    public virtual Task<ListTagsResponse> ListTagsAsync(ListTagsRequest request, CancellationToken cancellationToken = default) =>
        CallAsync<ListTagsResponse>(request, LambdaRequestMarshaller.ListTags, ListTagsUnmarshaller.Instance, cancellationToken);

    /// <inheritdoc />
    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RemoveHandler<EndpointResolver>();
        // Each goes directly behind the marshaller, so the scheme is chosen first and the endpoint resolved next.
        pipeline.AddHandlerAfter<Marshaller>(new LambdaEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new LambdaAuthSchemeHandler());
    }

    private Task<TResponse> CallAsync<TResponse>(
        AmazonLambdaRequest request,
        LambdaRequestMarshaller marshaller,
        ResponseUnmarshaller unmarshaller,
        CancellationToken cancellationToken)
        where TResponse : AmazonWebServiceResponse, new()
    {
        ArgumentNullException.ThrowIfNull(request);
        var options = new InvokeOptions { RequestMarshaller = marshaller, ResponseUnmarshaller = unmarshaller };
        return InvokeAsync<TResponse>(request, options, cancellationToken);
    }
}
