using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Calls;

/// <summary>What a tool answered: texts and structured content on standard output, and what is no text in files, or mentioned.</summary>
/// <param name="context">The world.</param>
/// <param name="folder">Where files go; null: they are mentioned alone.</param>
internal sealed class ResultView(CliContext context, string? folder)
{
    private int _files;

    public async Task WriteAsync(CallToolResult result, bool json, CancellationToken cancellationToken)
    {
        if (json)
            context.Output.Json(JsonSerializer.SerializeToNode(result, McpJsonUtilities.DefaultOptions));
        var structured = result.StructuredContent is { } content ? JsonNode.Parse(content.GetRawText()) : null;
        foreach (var block in result.Content)
            await WriteAsync(block, structured, json, cancellationToken);
        if (structured is not null && !json)
            context.Output.Json(structured);
    }

    private async Task WriteAsync(ContentBlock block, JsonNode? structured, bool json, CancellationToken cancellationToken)
    {
        switch (block)
        {
            case TextContentBlock { Text: var text }:
                // Servers repeat structured content as text, for clients that know no other.
                if (!json && !(structured is not null && IsSame(text, structured)))
                    context.Output.Text(text);
                break;
            case ImageContentBlock image:
                await SaveAsync("image", image.MimeType, image.DecodedData, cancellationToken);
                break;
            case AudioContentBlock audio:
                await SaveAsync("recording", audio.MimeType, audio.DecodedData, cancellationToken);
                break;
            case EmbeddedResourceBlock { Resource: BlobResourceContents blob }:
                await SaveAsync($"resource {blob.Uri}", blob.MimeType, blob.DecodedData, cancellationToken);
                break;
            case EmbeddedResourceBlock { Resource: TextResourceContents text } when !json:
                context.Output.Text(text.Text);
                break;
            case ResourceLinkBlock link when !json:
                context.Output.Line(Screen.Plain(link.Uri));
                break;
        }
    }

    private async Task SaveAsync(string what, string? type, ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        if (folder is null)
        {
            await context.Errors.WriteLineAsync($"An answer's {Screen.Plain($"{what} ({type ?? "of an unknown type"}, {data.Length} bytes)")} is not shown here: --save FOLDER keeps it.");
            return;
        }

        Directory.CreateDirectory(folder);
        string path;
        do
            path = Path.Combine(folder, $"answer-{++_files}{Extension(type)}");
        while (File.Exists(path));
        await using (var file = new FileStream(path, FileMode.CreateNew))
            await file.WriteAsync(data, cancellationToken);
        await context.Errors.WriteLineAsync($"Saved {path}");
    }

    // The server names the type, so only names that are known become part of a file's name.
    private static string Extension(string? type) => type?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "image/png" => ".png",
        "image/jpeg" => ".jpg",
        "image/gif" => ".gif",
        "image/webp" => ".webp",
        "image/svg+xml" => ".svg",
        "audio/wav" or "audio/x-wav" => ".wav",
        "audio/mpeg" => ".mp3",
        "audio/ogg" => ".ogg",
        "application/pdf" => ".pdf",
        "application/zip" => ".zip",
        _ => ".bin",
    };

    private static bool IsSame(string text, JsonNode structured)
    {
        try
        {
            return JsonNode.DeepEquals(JsonNode.Parse(text), structured);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
