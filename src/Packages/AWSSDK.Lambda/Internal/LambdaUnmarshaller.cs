using System.Net;
using System.Text.Json;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;

namespace Amazon.Lambda.Internal;

/// <summary>Reads the answers of Lambda's REST API; what all of them share is how a refusal is told.</summary>
internal abstract class LambdaUnmarshaller : JsonResponseUnmarshaller
{
    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext context, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(context.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(context, ref reader);
        var (message, type, code, request) = (error.Message, error.Type, error.Code, error.RequestId);
        return code switch
        {
            "ResourceNotFoundException" => new ResourceNotFoundException(message, innerException, type, code, request, statusCode),
            "TooManyRequestsException" => new TooManyRequestsException(message, innerException, type, code, request, statusCode)
            {
                Reason = Reason(context),
                RetryAfterSeconds = Header(context, "Retry-After"),
            },
            "RequestTooLargeException" => new RequestTooLargeException(message, innerException, type, code, request, statusCode),
            "InvalidRequestContentException" =>
                new InvalidRequestContentException(message, innerException, type, code, request, statusCode),
            "InvalidParameterValueException" =>
                new InvalidParameterValueException(message, innerException, type, code, request, statusCode),
            "ServiceException" => new ServiceException(message, innerException, type, code, request, statusCode),
            "EC2ThrottledException" => new EC2ThrottledException(message, innerException, type, code, request, statusCode),
            "ResourceNotReadyException" => new ResourceNotReadyException(message, innerException, type, code, request, statusCode),
            "ResourceConflictException" => new ResourceConflictException(message, innerException, type, code, request, statusCode),
            _ => new AmazonLambdaException(message, innerException, type, code, request, statusCode),
        };
    }

    protected static string? Header(UnmarshallerContext context, string name) =>
        context.ResponseData.IsHeaderPresent(name) ? context.ResponseData.GetHeaderValue(name) : null;

    private static string? Reason(JsonUnmarshallerContext context)
    {
        try
        {
            using var body = JsonDocument.Parse(context.GetResponseBodyBytes());
            return body.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.TryGetProperty("Reason", out var reason)
                ? reason.GetString()
                : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // A throttle whose body is not Lambda's is a throttle all the same.
            return null;
        }
    }
}
