using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LambdaMcp.Tools.State;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Tools.Methods;

/// <summary>What an <see cref="McpMethod"/> gives: the <c>result</c> of its request.</summary>
public sealed class McpMethodResult
{
    private readonly Action<Utf8JsonWriter> _write;

    private McpMethodResult(Action<Utf8JsonWriter> write) => _write = write;

    /// <summary>Writes the result: a JSON object.</summary>
    public void WriteTo(Utf8JsonWriter writer) => _write(writer);

    /// <summary>
    /// This result with the handle of the state that a client without a session comes back to (<see cref="SessionState.HandleMeta"/>), and, when the
    /// handle is new, a text that tells the model of it. Nothing else of the result changes.
    /// </summary>
    /// <param name="state">The state that the method used; null: none.</param>
    internal McpMethodResult With(SessionState? state) =>
        state?.Handle is { } handle ? new(writer => HandleNote.Write(writer, _write, handle, state.IsHandleNew)) : this;

    /// <summary>The result of a tool that returns nothing.</summary>
    public static McpMethodResult Nothing { get; } = Tool(new CallToolResult());

    /// <summary>The result of a tool.</summary>
    public static McpMethodResult Tool(CallToolResult result) => Of(result);

    /// <summary>Text as the result of a tool; null is no content.</summary>
    public static McpMethodResult Text(string? text) => text is null ? Nothing : Content(new TextContentBlock { Text = text });

    /// <summary>One block of content as the result of a tool.</summary>
    public static McpMethodResult Content(ContentBlock block) => Content([block]);

    /// <summary>Blocks of content as the result of a tool.</summary>
    public static McpMethodResult Content(IEnumerable<ContentBlock> blocks) => Tool(new() { Content = [.. blocks] });

    /// <summary>A JSON object as the result of a tool: as <c>structuredContent</c>, and as text for clients that do not read that.</summary>
    /// <param name="write">Writes the object.</param>
    public static McpMethodResult Structured(Action<Utf8JsonWriter> write)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
            write(writer);
        return new(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("content"u8);
            writer.WriteStartObject();
            writer.WriteString("type"u8, "text"u8);
            writer.WriteString("text"u8, Encoding.UTF8.GetString(json.WrittenSpan));
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WritePropertyName("structuredContent"u8);
            writer.WriteRawValue(json.WrittenSpan, skipInputValidation: true);
            writer.WriteEndObject();
        });
    }

    /// <summary>The result of a prompt.</summary>
    public static McpMethodResult Prompt(GetPromptResult result) => Of(result);

    /// <summary>Messages as the result of a prompt.</summary>
    public static McpMethodResult Prompt(IEnumerable<PromptMessage> messages) => Prompt(new GetPromptResult { Messages = [.. messages] });

    /// <summary>One message of the user as the result of a prompt.</summary>
    public static McpMethodResult Prompt(string text) =>
        Prompt([new PromptMessage { Role = Role.User, Content = new TextContentBlock { Text = text } }]);

    /// <summary>The result of reading a resource.</summary>
    public static McpMethodResult Resource(ReadResourceResult result) => Of(result);

    /// <summary>Contents as the result of reading a resource.</summary>
    public static McpMethodResult Resource(IEnumerable<ResourceContents> contents) => Resource(new ReadResourceResult { Contents = [.. contents] });

    /// <summary>Text as the result of reading a resource.</summary>
    public static McpMethodResult Resource(string uri, string? mimeType, string text) =>
        Resource([new TextResourceContents { Uri = uri, MimeType = mimeType, Text = text }]);

    /// <summary>Bytes as the result of reading a resource.</summary>
    public static McpMethodResult Resource(string uri, string? mimeType, ReadOnlyMemory<byte> blob) =>
        Resource([BlobResourceContents.FromBytes(blob, uri, mimeType)]);

    private static McpMethodResult Of<T>(T result)
        where T : Result => new(writer => JsonSerializer.Serialize(writer, result, (JsonTypeInfo<T>)McpJsonUtilities.DefaultOptions.GetTypeInfo(typeof(T))));
}
