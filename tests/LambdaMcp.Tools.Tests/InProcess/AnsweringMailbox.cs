using System.Text;
using LambdaMcp.Protocol.Mailboxes;

namespace LambdaMcp.Tools.Tests.InProcess;

/// <summary>A mailbox in which each question finds the client's answer as soon as it is asked.</summary>
/// <param name="time">The clock.</param>
/// <param name="answers">The <c>result</c> of each question, in their order.</param>
internal sealed class AnsweringMailbox(TimeProvider time, params string[] answers) : IMailbox
{
    private readonly InMemoryMailbox _mailbox = new(time);
    private int _asked;

    public async Task OpenAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken)
    {
        await _mailbox.OpenAsync(sessionId, requestId, expiresAt, cancellationToken);
        var response = $$"""{"jsonrpc":"2.0","id":"{{requestId}}","result":{{answers[_asked++]}}}""";
        await _mailbox.TryAnswerAsync(sessionId, requestId, Encoding.UTF8.GetBytes(response), cancellationToken);
    }

    public Task<bool> TryAnswerAsync(string sessionId, string requestId, ReadOnlyMemory<byte> response, CancellationToken cancellationToken) =>
        _mailbox.TryAnswerAsync(sessionId, requestId, response, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadAsync(string sessionId, string requestId, CancellationToken cancellationToken) =>
        _mailbox.ReadAsync(sessionId, requestId, cancellationToken);

    public Task CloseAsync(string sessionId, string requestId, CancellationToken cancellationToken) => _mailbox.CloseAsync(sessionId, requestId, cancellationToken);

    public Task CancelAsync(string sessionId, string requestId, DateTimeOffset expiresAt, CancellationToken cancellationToken) =>
        _mailbox.CancelAsync(sessionId, requestId, expiresAt, cancellationToken);

    public Task<IReadOnlyCollection<string>> FindCancelledAsync(
        string sessionId, IReadOnlyCollection<string> requestKeys, DateTimeOffset since, CancellationToken cancellationToken) =>
        _mailbox.FindCancelledAsync(sessionId, requestKeys, since, cancellationToken);
}
