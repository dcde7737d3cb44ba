using System.IO.Pipelines;
using System.Text.Json;
using LambdaMcp.StdioClient.Wire;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace LambdaMcp.StdioClient.Tests.Calls;

/// <summary>A server of the official SDK: what it makes of our messages, nobody here has written.</summary>
internal sealed class OfficialServer : IAsyncDisposable
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly Pipe _toServer = new();
    private readonly Pipe _fromServer = new();
    private readonly CancellationTokenSource _end = new();
    private readonly StreamServerTransport _transport;
    private readonly McpServer _server;
    private readonly Task _running;

    /// <param name="probes">Whether it is greeted in its best revision.</param>
    public OfficialServer(bool probes)
    {
        _transport = new(_toServer.Reader.AsStream(), _fromServer.Writer.AsStream(), "official", null);
        _server = McpServer.Create(_transport, new()
        {
            ServerInfo = new() { Name = "official", Version = "1" },
            ServerInstructions = "Be kind",
            Capabilities = new() { Tools = new() { ListChanged = true }, Resources = new() },
            Handlers = new()
            {
                ListToolsHandler = (_, _) => new(new ListToolsResult { Tools = [new() { Name = "greet" }] }),
                CallToolHandler = CallToolAsync,
                ReadResourceHandler = (request, _) => new(new ReadResourceResult { Contents = [new TextResourceContents { Uri = request.Params!.Uri, Text = "text" }] }),
            },
        });
        _running = _server.RunAsync(_end.Token);
        Connection = new(_toServer.Writer.AsStream(), _fromServer.Reader.AsStream(), new() { Command = "official" }, Log, TimeProvider.System, probes);
    }

    public LogLines Log { get; } = new();

    public ServerConnection Connection { get; }

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync();
        await _end.CancelAsync();
        await _running.WaitAsync(Longest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        await _transport.DisposeAsync();
        _end.Dispose();
    }

    private async ValueTask<CallToolResult> CallToolAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken)
    {
        var name = request.Params!.Name;
        if (name == "wait")
        {
            try
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
            }
            finally
            {
                Cancelled.TrySetResult();
            }
        }

        if (name == "unknown")
            throw new McpProtocolException("There is no such tool.", McpErrorCode.InvalidParams);
        if (request.Params.ProgressToken is { } token)
            await request.Server.NotifyProgressAsync(token, new() { Progress = 1, Total = 2 }, cancellationToken: cancellationToken);
        if (name == "greet")
            return Text($"Hello {request.Params.Arguments!["name"].GetString()}");
        var answer = await request.Server.ElicitAsync(new ElicitRequestParams { Message = "Who?", RequestedSchema = new() }, cancellationToken);
        return Text($"{answer.Action} {JsonSerializer.Serialize(answer.Content)}");
    }

    private static CallToolResult Text(string text) => new() { Content = [new TextContentBlock { Text = text }] };
}
