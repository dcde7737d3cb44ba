using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>One tool that does what a test says, when it says so.</summary>
internal sealed class ScriptedTool(Func<McpRequest, CancellationToken, Task<McpResult>> script) : IToolCatalog
{
    public const string Call = """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"scripted"}}""";

    private static readonly ListEntry Tool = new("scripted", """{"name":"scripted","inputSchema":{"type":"object"}}"""u8.ToArray());

    public CancellationToken LastToken { get; private set; }

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([Tool]);

    public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        LastToken = cancellationToken;
        return await script(request, cancellationToken);
    }

    /// <summary>Tells the client something.</summary>
    public static ValueTask SayAsync(McpRequest request, string text, CancellationToken cancellationToken) =>
        request.Client.NotifyAsync("notifications/message", Encoding.UTF8.GetBytes($$"""{"level":"info","data":"{{text}}"}"""), cancellationToken);

    /// <summary>Asks the client for its roots.</summary>
    public static McpResult Ask() => new InputRequiredResult([new("roots", "roots/list", default)], null);
}
