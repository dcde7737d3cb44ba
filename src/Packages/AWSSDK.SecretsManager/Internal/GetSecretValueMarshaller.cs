using System.Buffers;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using Amazon.SecretsManager.Model;
using Amazon.Util;

namespace Amazon.SecretsManager.Internal;

/// <summary>Writes the request in the JSON 1.1 protocol.</summary>
internal sealed class GetSecretValueMarshaller : IMarshaller<IRequest, AmazonWebServiceRequest>
{
    public static readonly GetSecretValueMarshaller Instance = new();

    public IRequest Marshall(AmazonWebServiceRequest input)
    {
        var wanted = (GetSecretValueRequest)input;
        var request = new DefaultRequest(wanted, "Amazon.SecretsManager") { HttpMethod = "POST", ResourcePath = "/" };
        request.Headers["X-Amz-Target"] = "secretsmanager.GetSecretValue";
        request.Headers[HeaderKeys.ContentTypeHeader] = "application/x-amz-json-1.1";
        request.Headers[HeaderKeys.XAmzApiVersion] = "2017-10-17";
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            Member(json, "SecretId", wanted.SecretId);
            Member(json, "VersionId", wanted.VersionId);
            Member(json, "VersionStage", wanted.VersionStage);
            json.WriteEndObject();
        }

        request.Content = body.WrittenSpan.ToArray();
        return request;
    }

    private static void Member(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }
}
