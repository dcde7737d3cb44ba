using System.Text;
using LambdaMcp.Protocol.Mailboxes;

namespace LambdaMcp.Protocol.Tests.InputRounds;

/// <summary>A mailbox in which each question finds what the client answers to it, as soon as it is asked.</summary>
/// <param name="time">The clock.</param>
/// <param name="answer">The rest of the client's response, such as <c>"result":{}</c>; null: it does not answer.</param>
internal sealed class AnsweringMailbox(TimeProvider time, string? answer) : IMailbox
{
    private readonly InMemoryMailbox _mailbox = new(time);

    public List<string> Asked { get; } = [];

    /// <summary>Ends when a question was looked after and had no answer.</summary>
    public TaskCompletionSource Waited { get; } = new();

    public List<(string Request, bool Taken)> Answers { get; } = [];

    public List<string> Closed { get; } = [];

    public Exception? CloseFailure { get; init; }

    /// <summary>What the first look fails with.</summary>
    public Exception? FirstReadFailure { get; set; }

    public async Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        Asked.Add(requestId);
        await _mailbox.OpenAsync(sessionId, requestId, expiresAt, cancellationToken);
        if (answer is not null)
            await _mailbox.TryAnswerAsync(sessionId, requestId, Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":"{{requestId}}",{{answer}}}"""), cancellationToken);
    }

    public async Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken)
    {
        var taken = await _mailbox.TryAnswerAsync(sessionId, requestId, response.ToArray(), cancellationToken);
        Answers.Add((requestId, taken));
        return taken;
    }

    public async Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken)
    {
        if (FirstReadFailure is { } failure)
        {
            FirstReadFailure = null;
            throw failure;
        }

        var found = await _mailbox.ReadAsync(sessionId, requestId, cancellationToken);
        if (found is null)
            Waited.TrySetResult();
        return found;
    }

    public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken)
    {
        Closed.Add(requestId);
        if (CloseFailure is not null)
            throw CloseFailure;
        return _mailbox.CloseAsync(sessionId, requestId, cancellationToken);
    }

    public Task CancelAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        _mailbox.CancelAsync(sessionId, requestId, expiresAt, cancellationToken);

    public Task<IReadOnlyCollection<string>> FindCancelledAsync(
        string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken) =>
        _mailbox.FindCancelledAsync(sessionId, requestKeys, since, cancellationToken);
}
