using System.Collections.Concurrent;
using System.Globalization;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Records;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Protocol.Limits;

/// <summary>
/// Bounds how many requests each principal sends. A limit must not become an outage: where the store does not answer, requests are served.
/// </summary>
internal sealed partial class RequestLimits(IRateStore store, McpEndpointOptions options, AuditLog log, TimeProvider time, ILogger<RequestLimits> logger)
{
    /// <summary>The claim with a principal's own rate, in requests a minute, 1 or more.</summary>
    public const string RateClaim = "requestsPerMinute";

    private const int ManyPrincipals = 1000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<string, Permits> _permits = new(StringComparer.Ordinal);

    /// <summary>Begins to ask whether a request may be served, beside what else is to be read for it.</summary>
    public Admission Begin(HttpContext context)
    {
        var method = context.Request.Method;
        if (!HttpMethods.IsPost(method) && !HttpMethods.IsGet(method) && !HttpMethods.IsDelete(method))
            return Admission.Free;
        if (RateOf(context) is not { } rate)
            return Admission.Free;
        var principal = Caller.Of(context);
        return new(rate, (permits, again) => TakeAsync(principal, rate, permits, again, context.RequestAborted), () => log.Write(new Decision(DecisionOutcome.Limited)
        {
            Reason = "too_many_requests",
            Principal = principal,
            HttpMethod = method,
            Path = context.Request.PathBase + context.Request.Path,
            Origin = Caller.OriginOf(context),
        }));
    }

    /// <summary>Takes permits of a principal's.</summary>
    /// <param name="principal">The principal.</param>
    /// <param name="rate">What it may have.</param>
    /// <param name="permits">How many.</param>
    /// <param name="again">How many it needs when it comes back, should there be too few: what was taken before counts anew then.</param>
    /// <param name="cancellationToken">Cancelled when nobody waits any more.</param>
    /// <returns>Null when there are as many; else how long to wait before coming back.</returns>
    public Task<TimeSpan?> TakeAsync(string principal, RequestRate rate, int permits, int again, CancellationToken cancellationToken)
    {
        var known = PermitsOf(principal, rate);
        var now = time.GetUtcNow();
        permits -= known.Use(permits, now);
        if (permits == 0)
            return Task.FromResult<TimeSpan?>(null);
        return known.KnownWait(permits, again, now) is { } wait
            ? Task.FromResult<TimeSpan?>(wait)
            : AskAsync(principal, known, permits, again, now, cancellationToken);
    }

    private async Task<TimeSpan?> AskAsync(
        string principal, Permits known, int permits, int again, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var welcome = known.Ask(permits, now);
        RateGrant? grant = null;
        try
        {
            grant = await store.TakeAsync(principal, known.Rate, permits, welcome, known.SpentUntil, cancellationToken).WaitAsync(Patience, time, cancellationToken);
        }
        catch (Exception exception)
        {
            if (!cancellationToken.IsCancellationRequested)
                LogNotCounted(exception);
        }
        finally
        {
            known.Note(permits, welcome, grant);
        }

        if (grant is not { Permits: 0, SpentUntil: var spentUntil })
            return null;
        now = time.GetUtcNow();
        if (known.Use(permits, now) == permits)
            return null; // Another request has taken some ahead meanwhile.
        var wait = known.Rate.FitsAt(spentUntil, again) - now;
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private Permits PermitsOf(string principal, RequestRate rate)
    {
        // Two tokens of one principal may have rates of their own.
        if (_permits.TryGetValue(principal, out var known) && known.Rate == rate)
            return known;
        if (_permits.Count >= ManyPrincipals)
            _permits.Clear();
        return _permits.AddOrUpdate(principal, static (_, rate) => new(rate), static (_, known, rate) => known.Rate == rate ? known : new(rate), rate);
    }

    private RequestRate? RateOf(HttpContext context)
    {
        var claim = context.User.FindFirst(RateClaim)?.Value;
        var perMinute = int.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var own) && own > 0 ? own : options.RequestsPerMinute;
        return perMinute > 0 ? RequestRate.Of(perMinute) : null;
    }

    [LoggerMessage(9, LogLevel.Warning, "A request is served that could not be counted against its principal's rate")]
    private partial void LogNotCounted(Exception exception);
}
