using System.Net;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using Amazon.Runtime.Internal.Util;
using Amazon.SecretsManager.Model;

namespace Amazon.SecretsManager.Internal;

/// <summary>Reads the answer in the JSON 1.1 protocol.</summary>
internal sealed class GetSecretValueUnmarshaller : JsonResponseUnmarshaller
{
    public static readonly GetSecretValueUnmarshaller Instance = new();

    public override AmazonWebServiceResponse Unmarshall(JsonUnmarshallerContext input)
    {
        using var secret = JsonDocument.Parse(input.Stream);
        return new GetSecretValueResponse
        {
            ARN = Text(secret.RootElement, "ARN"),
            Name = Text(secret.RootElement, "Name"),
            SecretString = Text(secret.RootElement, "SecretString"),
            VersionId = Text(secret.RootElement, "VersionId"),
        };
    }

    public override AmazonServiceException UnmarshallException(
        JsonUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var reader = new StreamingUtf8JsonReader(input.Stream);
        var error = JsonErrorResponseUnmarshaller.GetInstance().Unmarshall(input, ref reader);
        return error.Code == "ResourceNotFoundException"
            ? new ResourceNotFoundException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode)
            : new AmazonSecretsManagerException(error.Message, innerException, error.Type, error.Code, error.RequestId, statusCode);
    }

    private static string? Text(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;
}
