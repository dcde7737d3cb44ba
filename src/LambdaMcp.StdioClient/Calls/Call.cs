using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.StdioClient.Wire;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>
/// One request at the server, over all rounds that it takes. What happens to it waits in line for whoever listens: the thread that reads from the server never
/// waits for a client.
/// </summary>
internal sealed class Call(long id, string principal, string digest, AskedQuestions asked, ServerLine line, TimeProvider time) : IPendingRequest
{
    private const int MostWithdrawn = 1000;
    private const long MostBytes = 8 * 1024 * 1024;

    private readonly Channel<CallEvent> _events = Channel.CreateUnbounded<CallEvent>(new() { SingleReader = true });
    private readonly List<OpenQuestion> _open = [];
    private readonly HashSet<JsonRpcId> _answered = [];
    private readonly ConcurrentDictionary<JsonRpcId, bool> _withdrawn = [];
    private readonly QuestionBurst _burst = new(time);
    private readonly Quota _notifications = new(1000, MostBytes);
    private readonly Quota _questions = new(32, MostBytes);
    private OutgoingMessage? _message;

    /// <summary>The id of the request at the server, which is its progress token too.</summary>
    public long Id => id;

    public string Principal => principal;

    public string Digest => digest;

    public AskedQuestions Asked => asked;

    /// <summary>What the client must answer before the server goes on.</summary>
    public IReadOnlyList<InputRequest> Questions => [.. _open.Select(static question => question.Request)];

    /// <summary>
    /// Whether the server waits no more for an answer that the client has given now: people take longer to answer than many servers wait, whose clocks go on in
    /// one leap when a frozen process does. The call can begin anew, for the answers are known.
    /// </summary>
    public bool IsLate { get; private set; }

    public void Begin(string method, Action<Utf8JsonWriter>? writeParams) => _message = line.Send(id, method, writeParams);

    /// <summary>Gives the server the answers that are new.</summary>
    public void Resume(JsonElement responses)
    {
        asked.Fill(responses);
        foreach (var question in _open.ToArray())
        {
            if (asked.AnswerTo(question.Request.Key) is not { ValueKind: JsonValueKind.Object } answer)
                continue;
            IsLate |= _withdrawn.ContainsKey(question.Id);
            line.Reply(question.Id, answer);
            _answered.Add(question.Id);
            Close(question);
        }
    }

    /// <summary>Ends the call: where the server has not answered, it learns that nobody waits any more.</summary>
    public void Abandon(string reason)
    {
        if (line.Pending.Remove(id) && _message is { } message && !message.TryRevoke())
            line.Cancel(id, reason);
        _events.Writer.TryComplete();
        while (_events.Reader.TryRead(out var happened))
        {
            if (happened.Kind == CallEventKind.Question)
                ServerQuestions.RefuseLate(line, happened.QuestionId);
        }

        foreach (var question in _open)
            ServerQuestions.RefuseLate(line, question.Id);
        _open.Clear();
    }

    public void Answer(JsonElement response) => _events.Writer.TryWrite(new(CallEventKind.Answer, response));

    public void Fail(ServerFailedException why) => _events.Writer.TryWrite(new(CallEventKind.Failure, Why: why));

    /// <summary>Takes a notification, which may be for the client; too many are left out.</summary>
    public void Tell(CallEvent happened)
    {
        if (_notifications.TryTake(happened.Bytes))
            _events.Writer.TryWrite(happened.Alone());
    }

    /// <summary>Takes a question for the client, which counts until it is answered.</summary>
    /// <returns>False when it asks too much at once.</returns>
    public bool Ask(JsonRpcId questionId, string method, JsonElement parameters)
    {
        var question = new CallEvent(CallEventKind.Question, parameters, method, questionId);
        return _questions.TryTake(question.Bytes) && _events.Writer.TryWrite(question.Alone());
    }

    /// <summary>Takes back a question of the server's, if it is one of this call.</summary>
    public void Withdraw(JsonRpcId questionId)
    {
        if (_withdrawn.Count < MostWithdrawn)
            _withdrawn.TryAdd(questionId, true);
        Tell(new(CallEventKind.Withdrawal, QuestionId: questionId));
    }

    /// <summary>Listens until the server answers, or asks what only the client can answer.</summary>
    /// <returns>The response; null when <see cref="Questions"/> are to be asked, or when the call <see cref="IsLate"/>.</returns>
    /// <exception cref="ServerFailedException">The server failed.</exception>
    public async Task<JsonElement?> ListenAsync(McpRequest request, CancellationToken cancellationToken)
    {
        _burst.Reset();
        while (!IsLate && (_open.Count == 0 || await _burst.GoesOnAsync(_events.Reader, cancellationToken)))
        {
            if (_open.Count == 0)
                _burst.Reset();
            var happened = await _events.Reader.ReadAsync(cancellationToken);
            switch (happened.Kind)
            {
                case CallEventKind.Progress or CallEventKind.Notification:
                    _notifications.Release(happened.Bytes);
                    await ClientNotifications.SendAsync(request, happened, cancellationToken);
                    break;
                case CallEventKind.Question:
                    if (ServerQuestions.Answer(request, happened, asked, line) is { } question)
                        _open.Add(question);
                    else
                        _questions.Release(happened.Bytes);
                    break;
                case CallEventKind.Withdrawal:
                    _notifications.Release(happened.Bytes);
                    foreach (var withdrawn in _open.FindAll(question => question.Id == happened.QuestionId))
                        Close(withdrawn);
                    IsLate = _answered.Contains(happened.QuestionId);
                    break;
                case CallEventKind.Failure:
                    throw new ServerFailedException(happened.Why!.Failure, happened.Why.Message, happened.Why);
                default:
                    return happened.Json;
            }
        }

        return null;
    }

    private void Close(OpenQuestion question)
    {
        _open.Remove(question);
        _questions.Release(CallEvent.BytesOf(question.Request.Params));
    }
}
