using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>What is said to the server, and the requests among it that it has not answered.</summary>
internal sealed class ServerLine(Outbox outbox, PendingRequests pending)
{
    public PendingRequests Pending => pending;

    /// <summary>Asks the server something for this side's own sake.</summary>
    /// <returns>The result: an object.</returns>
    /// <exception cref="McpErrorException">The server answered with an error.</exception>
    /// <exception cref="McpProtocolException">Its answer is none.</exception>
    /// <exception cref="ServerFailedException">It failed.</exception>
    public async Task<JsonElement> AskAsync(string method, Action<Utf8JsonWriter>? writeParams, CancellationToken cancellationToken)
    {
        var request = new AwaitedRequest();
        var id = pending.Add(_ => request);
        var message = outbox.Post(MessageJson.Request(id, method, writeParams));
        try
        {
            return ServerResponse.ResultOf(await request.Response.WaitAsync(cancellationToken));
        }
        finally
        {
            message.TryRevoke();
            pending.Remove(id);
        }
    }

    /// <summary>Asks the server something whose answer does not matter.</summary>
    /// <returns>The request's id; 0 when the server has failed.</returns>
    public long Tell(string method, Action<Utf8JsonWriter> writeParams)
    {
        try
        {
            var id = pending.Add(static _ => UnheardRequest.Instance);
            outbox.Post(MessageJson.Request(id, method, writeParams));
            return id;
        }
        catch (ServerFailedException)
        {
            return 0;
        }
    }

    public void Notify(string method, Action<Utf8JsonWriter>? writeParams = null) => outbox.Post(MessageJson.Notification(method, writeParams));

    /// <summary>Tells the server that nobody waits for an answer any more.</summary>
    public void Cancel(long id, string reason) => Notify("notifications/cancelled", writer =>
    {
        writer.WriteNumber("requestId"u8, id);
        writer.WriteString("reason"u8, reason);
    });

    public OutgoingMessage Send(long id, string method, Action<Utf8JsonWriter>? writeParams) => outbox.Post(MessageJson.Request(id, method, writeParams));

    public void Reply(JsonRpcId id, Action<Utf8JsonWriter> writeResult) => outbox.PostReply(MessageJson.Result(id, writeResult));

    public void Reply(JsonRpcId id, JsonElement result) => Reply(id, writer => MessageJson.WriteRaw(writer, result));

    public void Refuse(JsonRpcId id, McpErrorCode code, string message) => outbox.PostReply(MessageJson.Error(id, (int)code, message));
}
