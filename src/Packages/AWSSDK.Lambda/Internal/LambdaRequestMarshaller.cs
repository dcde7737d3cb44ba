using System.Globalization;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.Util;

namespace Amazon.Lambda.Internal;

/// <summary>Writes the requests as Lambda's REST API takes them.</summary>
internal sealed class LambdaRequestMarshaller(Func<AmazonWebServiceRequest, IRequest> marshall)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    private const string ApiVersion = "2015-03-31";

    public static readonly LambdaRequestMarshaller Invoke = new(static input =>
    {
        var call = (InvokeRequest)input;
        var request = Invocation(call, ApiVersion, "invocations", call.FunctionName, call.Qualifier, call.PayloadStream);
        Header(request, "X-Amz-Client-Context", call.ClientContextBase64);
        Header(request, "X-Amz-Invocation-Type", call.InvocationType?.Value);
        Header(request, "X-Amz-Log-Type", call.LogType?.Value);
        return request;
    });

    public static readonly LambdaRequestMarshaller InvokeWithResponseStream = new(static input =>
    {
        var call = (InvokeWithResponseStreamRequest)input;
        var request = Invocation(
            call, "2021-11-15", "response-streaming-invocations", call.FunctionName, call.Qualifier, call.Payload);
        Header(request, "X-Amz-Client-Context", call.ClientContext);
        Header(request, "X-Amz-Invocation-Type", call.InvocationType?.Value);
        Header(request, "X-Amz-Log-Type", call.LogType?.Value);
        return request;
    });

    public static readonly LambdaRequestMarshaller ListFunctions = new(static input =>
    {
        var wanted = (ListFunctionsRequest)input;
        var request = Request(wanted, "GET", "/2015-03-31/functions");
        Query(request, "FunctionVersion", wanted.FunctionVersion?.Value);
        Query(request, "Marker", wanted.Marker);
        Query(request, "MaxItems", wanted.MaxItems?.ToString(CultureInfo.InvariantCulture));
        return request;
    });

    public static readonly LambdaRequestMarshaller GetFunction = new(static input =>
    {
        var wanted = (GetFunctionRequest)input;
        var request = Request(wanted, "GET", "/2015-03-31/functions/{FunctionName}");
        Path(request, "FunctionName", wanted.FunctionName);
        Query(request, "Qualifier", wanted.Qualifier);
        return request;
    });

    public static readonly LambdaRequestMarshaller ListTags = new(static input =>
    {
        var wanted = (ListTagsRequest)input;
        var request = Request(wanted, "GET", "/2017-03-31/tags/{Resource}");
        Path(request, "Resource", wanted.Resource);
        return request;
    });

    public IRequest Marshall(AmazonWebServiceRequest input) => marshall(input);

    private static DefaultRequest Invocation(
        AmazonLambdaRequest call, string version, string action, string? function, string? qualifier, MemoryStream? payload)
    {
        var request = Request(call, "POST", $"/{version}/functions/{{FunctionName}}/{action}");
        Path(request, "FunctionName", function);
        Query(request, "Qualifier", qualifier);
        request.ContentStream = payload ?? new MemoryStream();
        request.Headers[HeaderKeys.ContentLengthHeader] = request.ContentStream.Length.ToString(CultureInfo.InvariantCulture);
        if (request.ContentStream.Length > 0)
            request.Headers[HeaderKeys.ContentTypeHeader] = "binary/octet-stream";
        return request;
    }

    private static DefaultRequest Request(AmazonLambdaRequest original, string method, string path)
    {
        var request = new DefaultRequest(original, "Amazon.Lambda")
        {
            HttpMethod = method,
            ResourcePath = path,
            UseQueryString = true,
        };
        request.Headers[HeaderKeys.XAmzApiVersion] = ApiVersion;
        return request;
    }

    private static void Path(DefaultRequest request, string name, string? value)
    {
        if (string.IsNullOrEmpty(value))
            throw new AmazonLambdaException($"The request does not say which {name} it is for.");
        request.AddPathResource($"{{{name}}}", value);
    }

    private static void Query(DefaultRequest request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            request.Parameters.Add(name, value);
    }

    private static void Header(DefaultRequest request, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            request.Headers[name] = value;
    }
}
