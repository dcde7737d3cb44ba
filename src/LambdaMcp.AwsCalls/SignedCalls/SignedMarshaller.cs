using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace LambdaMcp.AwsCalls.SignedCalls;

/// <summary>Gives the SDK's pipeline a call as a request.</summary>
internal sealed class SignedMarshaller(SignedService service) : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var call = (SignedCall)input;
        var request = new DefaultRequest(call, service.Id) { HttpMethod = call.Method, ResourcePath = call.Path, UseQueryString = true };
        request.Headers[HeaderKeys.XAmzApiVersion] = service.ApiVersion;
        foreach (var (name, value) in call.PathValues)
            request.AddPathResource($"{{{name}}}", value);
        foreach (var (name, value) in call.Query)
        {
            if (!string.IsNullOrEmpty(value))
                request.Parameters.Add(name, value);
        }

        if (call.Target is { } target)
            request.Headers["X-Amz-Target"] = target;
        if (call.ContentType is { } type)
            request.Headers[HeaderKeys.ContentTypeHeader] = type;
        if (call.Body is { } body)
        {
            request.UseQueryString = false;
            request.Content = body;
        }

        return request;
    }
}
