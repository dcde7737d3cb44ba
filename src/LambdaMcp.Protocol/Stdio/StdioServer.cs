using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Stdio;

/// <summary>
/// Serves MCP to one client on two streams of bytes, one JSON-RPC message a line (MCP 2026-07-28 and before, "stdio"). Requests run at the
/// same time, and each message is written as a whole.
/// </summary>
public sealed partial class StdioServer
{
    // A message that is somewhat too large is still read, so that its request gets the refusal.
    private const int ReadOverLimit = 4;

    private readonly Func<CancellationToken, StdioParts> _compose;
    private readonly StdioOptions _options;
    private readonly ILogger<StdioServer> _logger;

    internal StdioServer(Func<CancellationToken, StdioParts> compose, StdioOptions options, ILogger<StdioServer> logger) =>
        (_compose, _options, _logger) = (compose, options, logger);

    /// <summary>Serves until the input ends, nobody reads the output any more, or the process is to stop; then lets requests that run come to their end for a while.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What it reads: nothing else may write there.</param>
    /// <param name="stopping">Cancelled when the process is told to stop.</param>
    public async Task RunAsync(Stream input, Stream output, CancellationToken stopping)
    {
        using var streamsEnd = new CancellationTokenSource();
        var parts = _compose(streamsEnd.Token);
        var writer = new LineWriter(output);
        var running = new RunningRequests();
        var connection = new StdioConnection(parts, new() { Principal = _options.Principal, Scopes = _options.Scopes }, writer, running, _logger, streamsEnd.Token);
        using var hurry = CancellationTokenSource.CreateLinkedTokenSource(stopping, writer.Broken);

        var lines = new LineReader(input, parts.Options.MaxRequestBytes * ReadOverLimit);
        try
        {
            // Reading standard input cannot be broken off, only left alone.
            while (await lines.ReadAsync(hurry.Token).AsTask().WaitAsync(hurry.Token) is { } line)
                await connection.TakeAsync(line);
        }
        catch (OperationCanceledException) when (hurry.IsCancellationRequested)
        {
        }
        catch (IOException exception)
        {
            LogNotRead(exception);
        }

        await streamsEnd.CancelAsync();
        await running.EndAsync(_options.Grace, _options.ShortGrace, parts.Time, hurry.Token);
    }

    [LoggerMessage(12, LogLevel.Error, "The input could not be read on")]
    private partial void LogNotRead(Exception exception);
}
