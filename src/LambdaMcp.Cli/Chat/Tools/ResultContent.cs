using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.AwsCalls.Bedrock;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>What a tool answered, as a model takes it.</summary>
internal static class ResultContent
{
    // About a quarter as many tokens: more would crowd out the conversation.
    private const int LongestText = 200_000;

    // Bedrock's limit of an image is 3.75 MB.
    private const int LargestImage = 3_750_000;

    public static ToolResult Of(string toolUseId, CallToolResult result, bool takesImages)
    {
        var content = new List<ToolResultContent>();
        var structured = result.StructuredContent is { ValueKind: JsonValueKind.Object } json && json.GetRawText().Length <= LongestText ? json : (JsonElement?)null;
        if (structured is not null)
            content.Add(new() { Json = structured });
        foreach (var block in result.Content)
        {
            if (!IsSame(block, structured) && Of(block, takesImages) is { } part)
                content.Add(part);
        }

        if (content.Count == 0)
            content.Add(result.StructuredContent is { } other ? Text(other.GetRawText()) : Text("The tool answered without content."));
        return new() { ToolUseId = toolUseId, Content = content, Status = result.IsError == true ? ToolResult.Error : ToolResult.Success };
    }

    public static ToolResult Error(string toolUseId, string message) =>
        new() { ToolUseId = toolUseId, Content = [Text(message)], Status = ToolResult.Error };

    private static ToolResultContent? Of(ModelContextProtocol.Protocol.ContentBlock block, bool takesImages) => block switch
    {
        TextContentBlock { Text: var text } => string.IsNullOrWhiteSpace(text) ? null : Text(text),
        ImageContentBlock image => Image(image, takesImages),
        AudioContentBlock audio => Text($"[Audio, {audio.MimeType}, {audio.DecodedData.Length} bytes: it cannot be heard here.]"),
        EmbeddedResourceBlock { Resource: TextResourceContents resource } => Text($"[{resource.Uri}]\n{resource.Text}"),
        EmbeddedResourceBlock { Resource: BlobResourceContents resource } =>
            Text($"[Document {resource.Uri}, {resource.MimeType ?? "of no known type"}, {resource.DecodedData.Length} bytes: it cannot be read here.]"),
        ResourceLinkBlock link => Text($"[Link to {link.Uri}: {link.Title ?? link.Name}. {link.Description}]"),
        _ => Text($"[Content of the type {block.Type}: it cannot be shown here.]"),
    };

    private static ToolResultContent Image(ImageContentBlock image, bool takesImages)
    {
        var format = image.MimeType.ToLowerInvariant() switch
        {
            "image/png" => "png",
            "image/jpeg" or "image/jpg" => "jpeg",
            "image/gif" => "gif",
            "image/webp" => "webp",
            _ => null,
        };
        byte[] bytes;
        try
        {
            bytes = image.DecodedData.ToArray();
        }
        catch (FormatException)
        {
            return Text("[An image that is not Base64.]");
        }

        return takesImages && format is not null && bytes.Length is > 0 and <= LargestImage
            ? new() { Image = new() { Format = format, Source = new() { Bytes = bytes } } }
            : Text($"[Image, {image.MimeType}, {bytes.Length} bytes: it cannot be shown to this model.]");
    }

    private static ToolResultContent Text(string text) => new()
    {
        Text = text.Length <= LongestText ? text : $"{text[..LongestText]}\n[Cut here: {text.Length - LongestText} characters more.]",
    };

    // Servers send structured content as text, too, for clients that know no other.
    private static bool IsSame(ModelContextProtocol.Protocol.ContentBlock block, JsonElement? structured)
    {
        if (structured is not { } json || block is not TextContentBlock { Text: var text } || !text.AsSpan().TrimStart().StartsWith("{"))
            return false;
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(json.GetRawText()));
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            // It is no JSON, or has members twice.
            return false;
        }
    }
}
