using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls;

/// <summary>An answer that is not JSON: text if it is UTF-8, else base64 as the content type that its first bytes tell.</summary>
internal sealed class BinaryAnswer : McpResult
{
    private readonly TargetResponse _response;
    private readonly MediaType _type;

    private BinaryAnswer(TargetResponse response, MediaType type) => (_response, _type) = (response, type);

    public static McpResult Read(TargetResponse response) =>
        Utf8.IsValid(response.Payload.Span)
            ? new TextResult(System.Text.Encoding.UTF8.GetString(response.Payload.Span))
            : new BinaryAnswer(response, MediaType.Of(response.Payload.Span));

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, _type.ContentType);
        if (_type.ContentType == "resource")
        {
            writer.WriteStartObject("resource"u8);
            writer.WriteString("uri"u8, $"lambda-mcp://answer/{_response.RequestId}");
            writer.WriteString("mimeType"u8, _type.Name);
            writer.WriteBase64String("blob"u8, _response.Payload.Span);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteString("mimeType"u8, _type.Name);
            writer.WriteBase64String("data"u8, _response.Payload.Span);
        }

        writer.WriteEndObject();
        writer.WriteEndArray();
    }
}
