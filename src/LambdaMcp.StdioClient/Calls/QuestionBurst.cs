using System.Threading.Channels;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>
/// Waits a moment after a question, for a server that asks several at once writes one after the other: a person is better asked all of them than one, and then
/// the next.
/// </summary>
internal sealed class QuestionBurst(TimeProvider time)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(200);

    private long? _since;

    public void Reset() => _since = null;

    /// <summary>Whether something more happened in time.</summary>
    public async ValueTask<bool> GoesOnAsync(ChannelReader<CallEvent> events, CancellationToken cancellationToken)
    {
        _since ??= time.GetTimestamp();
        if (time.GetElapsedTime(_since.Value) >= Longest)
            return false;
        if (events.TryPeek(out _))
            return true;
        using var silence = new CancellationTokenSource(Silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await events.WaitToReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
