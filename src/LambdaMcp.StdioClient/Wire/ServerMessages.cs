using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Stdio;
using LambdaMcp.StdioClient.Calls;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>Reads what a server writes, and brings each message to where it belongs. Nothing here waits for anybody but the server.</summary>
internal sealed partial class ServerMessages(
    ServerLine line, CallsUnderWay calls, ServerQuestions questions, ServerNotifications notifications, StdioServerOptions options, LogLimit limit, ILogger logger)
{
    /// <summary>The characters of the longest id that is taken: ids are kept and said again, for as many messages as there are.</summary>
    public const int LongestId = 1000;

    /// <summary>Reads to the end of the server's output.</summary>
    public async Task ReadAsync(Stream fromServer, CancellationToken end)
    {
        var lines = new LineReader(fromServer, options.MaxMessageBytes);
        while (await lines.ReadAsync(end) is { } read)
        {
            if (read.IsTooLong)
                TakeTooLong();
            else if (MessageLine.Parse(read.Text.Span) is { } message)
                Take(message);
            else if (!MessageLine.IsBlank(read.Text.Span))
                Drop("a line that is no JSON", read.Text.Length);
        }
    }

    private void Take(JsonElement message)
    {
        if (message.ValueKind != JsonValueKind.Array)
        {
            TakeOne(message);
            return;
        }

        foreach (var one in message.EnumerateArray())
            TakeOne(one);
    }

    private void TakeOne(JsonElement message)
    {
        var fault = JsonRpcEnvelope.Read(message, out var read);
        if (read.Id.ToString().Length > LongestId)
            Drop("a message with too long an id", 0);
        else if (fault == JsonRpcFault.None && read.Kind == JsonRpcMessageKind.Request)
            questions.Take(read.Id, read.Method, read.Params);
        else if (fault == JsonRpcFault.None && read.Kind == JsonRpcMessageKind.Notification)
            notifications.Take(read.Method, read.Params);
        else if (message.ValueKind != JsonValueKind.Object)
            Drop("a line that is no message", 0);
        else if (message.TryGetProperty("method"u8, out _))
            Refuse(read.Id);
        else
            TakeResponse(message);
    }

    // Also what is not quite a response: its request must not wait for another.
    private void TakeResponse(JsonElement response)
    {
        if (!response.TryGetProperty("id"u8, out var id) || id.ValueKind != JsonValueKind.Number || !id.TryGetInt64(out var number) || !line.Pending.Answer(number, response))
            Drop("an answer to nothing that was asked", 0);
    }

    private void Refuse(JsonRpcId id)
    {
        if (id == default)
            Drop("a notification that is none", 0);
        else
            line.Refuse(id, McpErrorCode.InvalidRequest, "This is no JSON-RPC request.");
    }

    private void TakeTooLong()
    {
        Drop("a message that is too long", options.MaxMessageBytes);
        var why = new ServerFailedException(ServerFailure.TooLong, $"The server wrote a message of more than {options.MaxMessageBytes:N0} bytes, which is more than is taken.");
        IPendingRequest[] waiting = calls.Now() is { Length: > 0 } active ? active : line.Pending.Now();
        foreach (var request in waiting)
            request.Fail(why);
    }

    private void Drop(string what, int length)
    {
        if (limit.TryTake())
            LogDropped(what, length);
    }

    [LoggerMessage(1, LogLevel.Warning, "The server wrote {What} to its standard output, {Length} bytes, which is dropped")]
    private partial void LogDropped(string what, int length);
}
