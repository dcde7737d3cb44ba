using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Dispatch;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Mailboxes;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>
/// Rounds of input with a client in a session: the questions go out as requests on the stream, and the answers, which may reach any
/// instance, come back through the mailbox.
/// </summary>
internal sealed partial class SessionRounds(IMailbox mailbox, McpEndpointOptions options, TimeProvider time, ILogger<SessionRounds> logger)
{
    private const int LooksPerWatch = 4;

    /// <summary>Asks the client, and waits.</summary>
    /// <returns>The answers: an object with the <c>result</c> of each request under its key.</returns>
    /// <exception cref="McpProtocolException">The client cannot be asked, refused, or did not answer in time.</exception>
    public async Task<JsonElement> AskAsync(
        McpRequest request, IClientStream client, WatchedRequest? watch, IReadOnlyList<InputRequest> questions, CancellationToken cancellationToken)
    {
        if (request.Session is not { } session)
            throw Impossible("it keeps no sessions, and the client's revision needs one");
        if (!client.IsOpen)
            throw Impossible("the client takes no text/event-stream");
        if (ClientAbility.Missing(request.ClientCapabilities, questions) is { } missing)
            throw Impossible($"the client did not declare these capabilities: {missing.GetRawText()}");

        var expiresAt = Earliest(time.GetUtcNow() + options.InputTimeout, request.Deadline - options.DeadlineReserve);
        var pending = questions.Select(question => (question.Key, Id: NewId())).ToArray();
        using var pause = watch?.Pause();
        try
        {
            foreach (var ((_, id), question) in pending.Zip(questions))
            {
                await mailbox.OpenAsync(session.Id, id, expiresAt, cancellationToken);
                await client.SendAsync(Message(id, question), cancellationToken);
            }

            var answers = new (string Key, JsonElement Result)[pending.Length];
            for (var i = 0; i < pending.Length; i++)
                answers[i] = (pending[i].Key, await AwaitAsync(session.Id, pending[i].Id, watch, expiresAt, cancellationToken));
            return Combine(answers);
        }
        finally
        {
            foreach (var (_, id) in pending)
                await CloseAsync(session.Id, id);
        }
    }

    private async Task CloseAsync(string sessionId, string id)
    {
        try
        {
            await mailbox.CloseAsync(sessionId, id, CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogNotClosed(exception); // Its time will end it, and the answer that the user gave is not lost on it.
        }
    }

    private async Task<JsonElement> AwaitAsync(
        string sessionId, string id, WatchedRequest? watch, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        for (var look = 1; ; look++)
        {
            // One look at a time, whatever for.
            if (watch is not null && look % LooksPerWatch == 0)
                await watch.LookAsync(cancellationToken);
            else if (await ReadAsync(sessionId, id, cancellationToken) is { } response)
                return ReadAnswer(response);
            if (time.GetUtcNow() >= expiresAt)
                throw new McpProtocolException("The client did not answer the server's question in time.", McpErrorCode.InternalError);
            await Task.Delay(options.MailboxInterval, time, cancellationToken);
        }
    }

    private async Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string id, CancellationToken cancellationToken)
    {
        try
        {
            return await mailbox.ReadAsync(sessionId, id, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotRead(exception); // The next look may succeed, and the user is still thinking.
            return null;
        }
    }

    private static JsonElement ReadAnswer(ReadOnlyMemory<byte> response)
    {
        using var document = JsonDocument.Parse(response);
        if (document.RootElement.TryGetProperty("result"u8, out var result) && result.ValueKind == JsonValueKind.Object)
            return result.Clone();
        var reason = document.RootElement.TryGetProperty("error"u8, out var error) && error.ValueKind == JsonValueKind.Object &&
            error.TryGetProperty("message"u8, out var message) && message.ValueKind == JsonValueKind.String
            ? message.GetString()
            : "it gave no reason";
        throw new McpProtocolException($"The client refused the server's question: {reason}", McpErrorCode.InvalidRequest);
    }

    private static ArraySegment<byte> Message(string id, InputRequest question)
    {
        var message = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteRequest(message, id, question.Method, question.Params);
        return message.WrittenSpan.ToArray();
    }

    private static JsonElement Combine((string Key, JsonElement Result)[] answers) => WrittenJson.ObjectOf(writer =>
    {
        foreach (var (key, result) in answers)
        {
            writer.WritePropertyName(key);
            result.WriteTo(writer);
        }
    });

    private static McpProtocolException Impossible(string why) =>
        new($"This request needs something from the user, but the server cannot ask: {why}.", McpErrorCode.InvalidRequest);

    private static DateTimeOffset Earliest(DateTimeOffset one, DateTimeOffset? other) => other < one ? other.Value : one;

    // Unguessable, so that nothing but the client on this stream can answer.
    private static string NewId() => "s-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12));

    [LoggerMessage(9, LogLevel.Warning, "The mailbox could not be read for an answer")]
    private partial void LogNotRead(Exception exception);

    [LoggerMessage(10, LogLevel.Warning, "A slot of the mailbox could not be removed")]
    private partial void LogNotClosed(Exception exception);
}
