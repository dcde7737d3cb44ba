using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>
/// Calls a service that has no package here, on the SDK's own pipeline: its credentials, signer, endpoints and retries. None of these
/// calls changes anything, so each may be made again.
/// </summary>
internal sealed class SignedClient : AmazonServiceClient
{
    private readonly SignedMarshaller _marshaller;

    public SignedClient(SignedService service, SignedClientConfig config)
        : base(config)
    {
        _marshaller = new SignedMarshaller(service);
        ServiceMetadata = new SignedMetadata(service);
    }

    public SignedClient(AWSCredentials credentials, SignedService service, SignedClientConfig config)
        : base(credentials, config)
    {
        _marshaller = new SignedMarshaller(service);
        ServiceMetadata = new SignedMetadata(service);
    }

    /// <summary>The region that is called.</summary>
    public string? Region => Config.RegionEndpoint?.SystemName ?? Config.AuthenticationRegion;

    protected override IServiceMetadata ServiceMetadata { get; }

    /// <summary>Makes a call and reads its answer.</summary>
    /// <exception cref="AmazonServiceException">The service refused; <see cref="AmazonServiceException.ErrorCode"/> says why.</exception>
    /// <exception cref="AmazonClientException">It could not be called: no region, no credentials, no connection.</exception>
    public async Task<TAnswer> CallAsync<TAnswer>(SignedCall call, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
        where TAnswer : class
    {
        var options = new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = SignedUnmarshaller.Instance };
        var answer = await InvokeAsync<SignedAnswer>(call, options, cancellationToken);
        try
        {
            return JsonSerializer.Deserialize(answer.Body, type) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new AmazonClientException($"The answer of {Config.ServiceId} cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Makes a call of the Query protocol; the XML of its answer.</summary>
    /// <exception cref="AmazonServiceException">The service refused; <see cref="AmazonServiceException.ErrorCode"/> says why.</exception>
    /// <exception cref="AmazonClientException">It could not be called: no region, no credentials, no connection.</exception>
    public async Task<byte[]> CallXmlAsync(SignedCall call, CancellationToken cancellationToken)
    {
        var options = new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = XmlUnmarshaller.Instance };
        return (await InvokeAsync<SignedAnswer>(call, options, cancellationToken)).Body;
    }

    /// <summary>Makes a call whose answer is read by whoever asked.</summary>
    /// <exception cref="AmazonServiceException">The service refused; <see cref="AmazonServiceException.ErrorCode"/> says why.</exception>
    /// <exception cref="AmazonClientException">It could not be called: no region, no credentials, no connection.</exception>
    public Task<TAnswer> OpenAsync<TAnswer>(SignedCall call, ResponseUnmarshaller unmarshaller, CancellationToken cancellationToken)
        where TAnswer : AmazonWebServiceResponse, new() =>
        InvokeAsync<TAnswer>(call, new InvokeOptions { RequestMarshaller = _marshaller, ResponseUnmarshaller = unmarshaller }, cancellationToken);

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline)
    {
        ArgumentNullException.ThrowIfNull(pipeline);
        pipeline.RemoveHandler<EndpointResolver>();
        // Each goes directly behind the marshaller, so the scheme is chosen first and the endpoint resolved next.
        pipeline.AddHandlerAfter<Marshaller>(new RegionalEndpointResolver());
        pipeline.AddHandlerAfter<Marshaller>(new SignatureScheme());
    }
}
