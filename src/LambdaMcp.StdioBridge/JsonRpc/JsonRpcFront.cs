using System.Text.Json;
using LambdaMcp.Protocol.Client;
using LambdaMcp.StdioBridge.Records;
using LambdaMcp.StdioBridge.Settings;
using LambdaMcp.StdioClient;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>
/// JSON-RPC messages as events, which is the contract <c>mcp</c> and what clients send that invoke the function directly. Whatever fails is an answer, and
/// never the invocation.
/// </summary>
internal sealed partial class JsonRpcFront(StdioServerClient server, RecordedCalls calls, ServerNews news, ServerLabel label, TimeProvider time, ILogger<JsonRpcFront> logger)
{
    private static readonly ReadOnlyMemory<byte> Nothing = "{}"u8.ToArray();

    // As over HTTP.
    private const int MostMessages = 50;

    // What it takes to answer before Lambda ends the invocation.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(300);

    /// <summary>Serves an event.</summary>
    /// <param name="json">A message, or an array of them.</param>
    /// <param name="caller">Who sent it.</param>
    /// <param name="stream">Where the answer can be streamed; it is used for an endpoint alone, and ended.</param>
    /// <returns>The answer; nothing where it was streamed.</returns>
    public async Task<ReadOnlyMemory<byte>> HandleAsync(JsonElement json, Caller caller, MessageStream stream)
    {
        using var output = stream;
        if (!caller.IsEndpoint)
            return await AnswerAllAsync(json, caller, SilentClient.Instance, CancellationToken.None);
        news.Begin(output);
        try
        {
            var answer = await AnswerAllAsync(json, caller, output, output.Gone);
            if (!output.IsOpen)
                return answer;
            output.Send(answer);
            return default;
        }
        finally
        {
            news.End(output);
        }
    }

    private async ValueTask<ReadOnlyMemory<byte>> AnswerAllAsync(JsonElement json, Caller caller, IClientChannel client, CancellationToken cancellationToken)
    {
        if (json.ValueKind != JsonValueKind.Array)
            return await AnswerAsync(IncomingMessage.Read(json), caller, client, cancellationToken) ?? Nothing;
        if (json.GetArrayLength() > MostMessages)
            return MessageWriter.Error(default, (int)McpErrorCode.InvalidRequest, $"A batch may have {MostMessages} messages.");
        var answers = new List<ReadOnlyMemory<byte>>();
        foreach (var message in json.EnumerateArray())
        {
            if (await AnswerAsync(IncomingMessage.Read(message), caller, client, cancellationToken) is { } answer)
                answers.Add(answer);
        }

        return answers.Count == 0 ? Nothing : Batch(answers);
    }

    private async ValueTask<ReadOnlyMemory<byte>?> AnswerAsync(IncomingMessage message, Caller caller, IClientChannel client, CancellationToken cancellationToken)
    {
        if (message.Fault is { } fault)
            return MessageWriter.Error(message.Id, (int)McpErrorCode.InvalidRequest, fault);
        if (!message.WantsAnswer)
            return null;
        var request = caller.Request(message, client);
        try
        {
            switch (message.Method)
            {
                case "ping":
                    return MessageWriter.Response(message.Id, static _ => { });
                case "initialize":
                    var started = await StartAsync(caller, cancellationToken);
                    return MessageWriter.Response(message.Id, writer => ServerAnswers.WriteInitialized(writer, started, request));
                case "server/discover":
                    var found = await StartAsync(caller, cancellationToken);
                    return MessageWriter.Response(message.Id, writer => ServerAnswers.WriteDiscovered(writer, found));
                default:
                    return MessageWriter.Response(request, await calls.CallAsync(request, look: null, cancellationToken));
            }
        }
        catch (Exception exception)
        {
            return ErrorOf(message, exception);
        }
    }

    // A server may take longer to start than the invocation lasts.
    private async ValueTask<ServerHandshake> StartAsync(Caller caller, CancellationToken cancellationToken)
    {
        if (caller.Deadline is not { } deadline)
            return await server.StartAsync(cancellationToken);
        var left = deadline - time.GetUtcNow() - Reserve;
        using var limit = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await server.StartAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ServerFailedException(ServerFailure.TimedOut, "The server did not start within the time that the invocation had; it goes on starting.");
        }
    }

    private ReadOnlyMemory<byte> ErrorOf(IncomingMessage message, Exception exception)
    {
        switch (exception)
        {
            case McpProtocolException answered:
                return MessageWriter.Error(
                    message.Id, (int)answered.ErrorCode, answered.Message, answered is LambdaMcp.Protocol.McpErrorException { ErrorData: { } data } ? data.WriteTo : null);
            case ServerFailedException failed:
                LogFailed(failed, message.Method, failed.Failure);
                return MessageWriter.Error(message.Id, (int)McpErrorCode.InternalError, failed.Message, label.WriteTo);
            case OperationCanceledException:
                return MessageWriter.Error(message.Id, (int)McpErrorCode.InternalError, "The call was given up: nobody takes its answer any more.", label.WriteTo);
            default:
                LogBroken(exception, message.Method);
                return MessageWriter.Error(message.Id, (int)McpErrorCode.InternalError, "The request could not be served. The function's log says why.", label.WriteTo);
        }
    }

    private static ReadOnlyMemory<byte> Batch(List<ReadOnlyMemory<byte>> answers)
    {
        var all = new List<byte>(answers.Sum(static answer => answer.Length + 1) + 1);
        foreach (var answer in answers)
        {
            all.Add(all.Count == 0 ? (byte)'[' : (byte)',');
            all.AddRange(answer.Span);
        }

        all.Add((byte)']');
        return all.ToArray();
    }

    [LoggerMessage(1, LogLevel.Error, "{Method} failed: {Failure}")]
    private partial void LogFailed(Exception exception, string method, ServerFailure failure);

    [LoggerMessage(2, LogLevel.Error, "{Method} could not be served")]
    private partial void LogBroken(Exception exception, string method);
}
