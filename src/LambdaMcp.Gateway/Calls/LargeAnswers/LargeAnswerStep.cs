using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>
/// Stores answers that are too large for a result and links to them. A tool with an output schema keeps its answer, as clients insist on what it
/// promises; nor does it get more room for it than without links.
/// </summary>
internal sealed partial class LargeAnswerStep(IAnswerStore store, LargeAnswerOptions options, ILogger logger)
{
    // Smaller content stays in the result, however large the rest is.
    private const int SmallBlock = 32 * 1024;
    private const int LongestPromised = 6 * 1024 * 1024;

    /// <summary>The result, or one with links in place of what is large.</summary>
    /// <exception cref="CallFailedException">The answer could not be stored.</exception>
    public ValueTask<McpResult> ShortenAsync(CatalogTool tool, FunctionAnswer answer, McpResult result, CancellationToken cancellationToken)
    {
        var size = SizeOf(answer);
        if (size < options.Threshold || result is InputRequiredResult or TaskRequestedResult)
            return new(result);
        if (tool.OutputSchema is null)
            return LinkAsync(tool.Name, answer, result, cancellationToken);
        return size <= LongestPromised
            ? new(result)
            : throw new CallFailedException("response_too_large", $"The answer of {tool.Name} is larger than its result carries (6 MB), and its output schema leaves no room for a link. Ask for less at once.");
    }

    private async ValueTask<McpResult> LinkAsync(string tool, FunctionAnswer answer, McpResult result, CancellationToken cancellationToken)
    {
        try
        {
            if (result is ToolResult)
                return await ShortenedAsync(tool, answer.Json, cancellationToken);
            var (data, type) = Content(answer);
            return new LinkResult(tool, await StoreAsync(tool, data, type, cancellationToken), options.LinkLifetime);
        }
        catch (AnswerNotStoredException failure)
        {
            LogNotStored(failure, tool);
            throw new CallFailedException(
                "answer_not_stored", $"{tool} did its work, but its answer is too large for a result and could not be stored. Ask for less at once; the server's log has the reason.", failure);
        }
    }

    private async ValueTask<McpResult> ShortenedAsync(string tool, JsonElement result, CancellationToken cancellationToken)
    {
        var blocks = result.GetProperty("content"u8).EnumerateArray().ToArray();
        var links = new AnswerLink?[blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
        {
            if (LengthOf(blocks[i]) > SmallBlock && BlockContent.TryRead(blocks[i], out var data, out var type))
                links[i] = await StoreAsync($"{tool}-{i + 1}", data, type, cancellationToken);
        }

        AnswerLink? structure = null;
        if (result.TryGetProperty("structuredContent"u8, out var structured) && LengthOf(structured) > SmallBlock)
            structure = await StoreAsync($"{tool}-structured", JsonMarshal.GetRawUtf8Value(structured).ToArray(), "application/json", cancellationToken);
        return new ShortenedResult(result, blocks, links, structure);
    }

    private async ValueTask<AnswerLink> StoreAsync(string name, ReadOnlyMemory<byte> data, string type, CancellationToken cancellationToken)
    {
        var uri = await store.StoreAsync(data, type, options.LinkLifetime, cancellationToken);
        LogStored(name, data.Length, type);
        return new(name, uri, type, data.Length);
    }

    private static (ReadOnlyMemory<byte> Data, string Type) Content(FunctionAnswer answer) => answer.Json.ValueKind switch
    {
        JsonValueKind.Undefined when answer.MediaType is { } type && MediaType.IsBinary(type) => (answer.Bytes, type),
        JsonValueKind.Undefined when Utf8.IsValid(answer.Bytes.Span) => (answer.Bytes, "text/plain; charset=utf-8"),
        JsonValueKind.Undefined => (answer.Bytes, MediaType.Of(answer.Bytes.Span).Name),
        JsonValueKind.String => (Encoding.UTF8.GetBytes(answer.Json.GetString()!), "text/plain; charset=utf-8"),
        _ => (JsonMarshal.GetRawUtf8Value(answer.Json).ToArray(), "application/json"),
    };

    private static int SizeOf(FunctionAnswer answer) =>
        answer.Json.ValueKind == JsonValueKind.Undefined ? answer.Bytes.Length : LengthOf(answer.Json);

    private static int LengthOf(JsonElement json) => JsonMarshal.GetRawUtf8Value(json).Length;

    [LoggerMessage(30, LogLevel.Information, "The answer {Name} was stored: {Bytes} bytes, {MediaType}")]
    private partial void LogStored(string name, int bytes, string mediaType);

    [LoggerMessage(31, LogLevel.Error, "A large answer of {Tool} could not be stored")]
    private partial void LogNotStored(Exception exception, string tool);
}
