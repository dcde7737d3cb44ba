using System.Text.Json;
using LambdaMcp.Protocol.Tests.Catalogs;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests.Stateless;

public sealed class DisconnectTests
{
    [Fact]
    public async Task A_client_that_goes_away_has_cancelled_its_stateless_request()
    {
        var tools = new WaitingTools();
        using var client = new CancellationTokenSource();

        var call = new McpHost(tools: tools).AskAsync("tools/call", """{"name":"wait"}""", change: request => request.HttpContext.RequestAborted = client.Token);
        var cancellation = await tools.Called.Task.WaitAsync(TestContext.Current.CancellationToken);
        await client.CancelAsync();

        Assert.True(cancellation.IsCancellationRequested);
        Assert.Empty((await call).Body);
    }

    [Fact]
    public async Task A_client_that_goes_away_has_not_cancelled_a_request_of_its_session()
    {
        var tools = new WaitingTools();
        var host = new McpHost(tools: tools);
        var session = await host.OpenSessionAsync();
        using var client = new CancellationTokenSource();

        var call = host.PostAsync(
            """{"jsonrpc":"2.0","id":5,"method":"tools/call","params":{"name":"wait"}}""", session, change: request => request.HttpContext.RequestAborted = client.Token);
        var cancellation = await tools.Called.Task.WaitAsync(TestContext.Current.CancellationToken);
        await client.CancelAsync();
        tools.Released.SetResult();
        await call;

        Assert.False(cancellation.IsCancellationRequested);
        Assert.True(tools.IsDone);
    }

    private sealed class WaitingTools : IToolCatalog
    {
        public TaskCompletionSource<CancellationToken> Called { get; } = new();

        public TaskCompletionSource Released { get; } = new();

        public bool IsDone { get; private set; }

        public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

        public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
        {
            Called.SetResult(cancellationToken);
            await Released.Task.WaitAsync(cancellationToken);
            IsDone = true;
            return new Members("""{"content":[]}""");
        }
    }
}
