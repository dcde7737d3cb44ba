using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Protocol.Sealing;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Aws.Sealing;

/// <summary>
/// The keys of a secret, fetched on first use. Keys older than five minutes are fetched again beside the requests, at most every five
/// minutes; only when they are much older, as after a function's long sleep, a request waits for them. A failed fetch leaves the known
/// keys in force. However many requests come, one fetch is under way.
/// </summary>
internal sealed partial class SecretSealingKeys(ISecretSource secrets, string arn, TimeProvider time, ILogger logger) : ISealingKeys
{
    private static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(15);

    private readonly Lock _gate = new();
    private IReadOnlyList<ReadOnlyMemory<byte>>? _keys;
    private Task _fetching = Task.CompletedTask;
    private DateTimeOffset _fetched;
    private DateTimeOffset _tried;

    /// <exception cref="SecretUnavailableException">The secret could not be read, and never was before.</exception>
    /// <exception cref="FormatException">The secret holds no keys, and was never read before.</exception>
    public async ValueTask<IReadOnlyList<ReadOnlyMemory<byte>>> GetAsync(CancellationToken cancellationToken)
    {
        Task fetching;
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_fetching.IsCompleted && (_keys is null || now - _tried >= Refresh))
            {
                _tried = now;
                _fetching = FetchAsync();
            }

            if (_keys is not null && now - _fetched < Old)
                return _keys;
            fetching = _fetching;
        }

        // A caller that goes away leaves the fetch to the others.
        await fetching.WaitAsync(cancellationToken);
        return _keys!;
    }

    private async Task FetchAsync()
    {
        try
        {
            var keys = SealingKeyText.Parse(await secrets.GetAsync(arn, CancellationToken.None));
            lock (_gate)
                (_keys, _fetched) = (keys, time.GetUtcNow());
            Fetched(keys.Count);
        }
        catch (Exception error) when (_keys is not null)
        {
            NotRefreshed(error);
        }
        catch (Exception error)
        {
            NotFetched(error);
            throw;
        }
    }

    [LoggerMessage(1, LogLevel.Information, "Fetched the sealing keys: {Count}")]
    private partial void Fetched(int count);

    [LoggerMessage(2, LogLevel.Warning, "The sealing keys could not be refreshed; the keys known so far stay in force")]
    private partial void NotRefreshed(Exception error);

    [LoggerMessage(3, LogLevel.Error, "The sealing keys could not be fetched; nothing can be sealed or opened")]
    private partial void NotFetched(Exception error);
}
