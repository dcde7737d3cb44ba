using LambdaMcp.Protocol.Http;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Limits;

/// <summary>Bounds how many streams each principal listens on at one time. As with requests, a store that fails refuses nobody.</summary>
internal sealed partial class StreamLimits(ISlotStore slots, McpEndpointOptions options, AuditLog log, ILogger<StreamLimits> logger)
{
    // A stream's end and the slot's return lie a little after its time.
    private static readonly TimeSpan Longer = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    /// <summary>Takes a place for a stream.</summary>
    /// <param name="principal">Whose stream it is.</param>
    /// <param name="origin">The ids of the request that opens it.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    /// <returns>Gives the place back when it is disposed; null where nothing is bounded.</returns>
    /// <exception cref="RequestRejectedException">The principal has as many streams as it may have.</exception>
    public ValueTask<IAsyncDisposable?> TakeAsync(string principal, RequestOrigin origin, CancellationToken cancellationToken) =>
        options.MaxStreamsPerPrincipal <= 0 ? default : TakeBoundedAsync(principal, origin, cancellationToken);

    private async ValueTask<IAsyncDisposable?> TakeBoundedAsync(string principal, RequestOrigin origin, CancellationToken cancellationToken)
    {
        var most = options.MaxStreamsPerPrincipal;
        IAsyncDisposable? place;
        try
        {
            place = await slots.TryTakeAsync($"streams#{principal}", most, options.StreamLifetime + Longer, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotCounted(exception);
            return null;
        }

        if (place is not null)
            return place;
        log.Write(new Decision(DecisionOutcome.Limited) { Reason = "too_many_streams", Principal = principal, Origin = origin });
        throw new RequestRejectedException(
            RequestRejection.TooManyStreams, $"You have {most} streams open, which is as many as this server allows. Close one, or wait until one ends.", RetryAfter);
    }

    [LoggerMessage(10, LogLevel.Warning, "A stream is served that could not be counted against its principal's streams")]
    private partial void LogNotCounted(Exception exception);
}
