using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Cli.Tests.Server;

/// <summary>Tools that do one thing each that a command line must show.</summary>
internal sealed class TestTools : IToolCatalog
{
    private static readonly ListEntry[] Tools = [.. new[]
    {
        """{"name":"echo","description":"Gives back what it gets.\nSecond line.","annotations":{"readOnlyHint":true},"inputSchema":{"type":"object","properties":{"text":{"type":"string","description":"Any text."},"count":{"type":"integer","minimum":2},"ratio":{"type":["number","null"]},"deep":{"$ref":"#/$defs/deep"},"flag":{"type":"boolean"},"tags":{"type":"array","items":{"type":"string"}},"sizes":{"type":"array","items":{"type":"integer"}}},"required":["text","count"],"$defs":{"deep":{"type":"object","properties":{"city":{"enum":["Porto","Faro"]}},"required":["city"]}}}}""",
        """{"name":"fail","inputSchema":{"type":"object","properties":{},"additionalProperties":false}}""",
        """{"name":"picture","inputSchema":{"type":"object"}}""",
        """{"name":"progress","inputSchema":{"type":"object"}}""",
        """{"name":"ask","inputSchema":{"type":"object"}}""",
        """{"name":"wait","inputSchema":{"type":"object"}}""",
    }.Select(json => new ListEntry(JsonDocument.Parse(json).RootElement.GetProperty("name").GetString()!, Encoding.UTF8.GetBytes(json)))];

    private static readonly InputRequest Form = new("order", "elicitation/create", Parse("""
        {"mode":"form","message":"Which \u001b[31mpizza?","requestedSchema":{"type":"object","required":["size","count"],"properties":{
        "size":{"type":"string","enum":["small","large"],"default":"small"},"count":{"type":"integer","title":"How many"},"note":{"type":"string"},"hot":{"type":"boolean"}}}}
        """));

    /// <summary>Set when the tool <c>wait</c> was called.</summary>
    public TaskCompletionSource Waiting { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Set when its call was cancelled.</summary>
    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Each step of the tool <c>progress</c> waits for it: the client hands on notifications when it comes to it.</summary>
    public SemaphoreSlim Seen { get; } = new(0);

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new(Tools);

    public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        switch (name)
        {
            case "echo":
                return new Members($$"""{"content":[{"type":"text","text":{{JsonSerializer.Serialize(arguments.GetRawText())}}}],"structuredContent":{{arguments.GetRawText()}}}""");
            case "fail":
                return new Members("""{"content":[{"type":"text","text":"out of \u001b[31mstock"}],"isError":true}""");
            case "picture":
                return new Members("""{"content":[{"type":"text","text":"See:"},{"type":"image","mimeType":"image/png","data":"iVBORw0KGgo="},{"type":"image","mimeType":"image/../../x","data":"AAAA"}]}""");
            case "progress":
                foreach (var done in (int[])[1, 2])
                {
                    await NotifyAsync(request, done, cancellationToken);
                    await Seen.WaitAsync(cancellationToken);
                }

                return new Members("""{"content":[{"type":"text","text":"done"}]}""");
            case "ask" when request.InputResponses.ValueKind == JsonValueKind.Undefined:
                return new InputRequiredResult([Form], null);
            case "ask":
                return new Members($$"""{"content":[],"structuredContent":{{request.InputResponses.GetRawText()}}}""");
            case "wait":
                Waiting.TrySetResult();
                try
                {
                    await Task.Delay(Timeout.Infinite, cancellationToken);
                }
                catch (OperationCanceledException)
                {
                    Cancelled.TrySetResult();
                    throw;
                }

                return null;
            default:
                return null;
        }
    }

    private static ValueTask NotifyAsync(McpRequest request, int done, CancellationToken cancellationToken) => request.ProgressToken is { } token
        ? new(request.Client.NotifyAsync("notifications/progress", Encoding.UTF8.GetBytes($$"""{"progressToken":{{token.GetRawText()}},"progress":{{done}},"total":2,"message":"step {{done}}"}"""), cancellationToken).AsTask())
        : default;

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed class Members(string json) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
                member.WriteTo(writer);
        }
    }
}
