using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Aggregation;

/// <summary>
/// An aggregated function and what it brings, as old as that may be. It is asked again behind the requests when half of the time is over.
/// One that fails is asked again soon; until then, and for a bounded time, its last good lists are served. Requests wait only where there
/// are no lists, or too old ones, and never long. Once it said in a call that its lists changed it is asked again too, as soon as it may be.
/// </summary>
internal sealed partial class AggregatedTarget(
    Registration registration, TargetLists lists, ListNews news, CatalogOptions options, TimeProvider time, ILogger logger)
{
    // What a request can spare for a function that starts a server of its own.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan LongestReading = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(30);

    // What a function lists is its own affair, and how much is logged of it is not.
    private const int MostTold = 20;

    private readonly Lock _lock = new();
    private volatile State? _state;
    private Task<BroughtEntries>? _reading;

    public Registration Registration => registration;

    /// <summary>What the names of all its tools and prompts begin with.</summary>
    public string Prefix => registration.Type == RegistrationType.Target ? registration.Prefix ?? Registration.UsualPrefix(registration.Name) : "";

    /// <summary>Whether it could not be asked the last time.</summary>
    public bool HasFailed => _state is { HasFailed: true };

    /// <summary>What it lists and clients do not see, as far as that is known.</summary>
    public IReadOnlyList<LeftOutEntry> LeftOut => _state?.Entries.LeftOut ?? [];

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => _state is { } state && time.GetUtcNow() < state.StaleAt;

    /// <summary>Whether it said that its lists changed since they were read.</summary>
    public bool HasNews => _state is { } state && state.Mark != Mark;

    /// <summary>Whether a registration is one that brings others.</summary>
    public static bool Brings(Registration registration) =>
        registration.Type == RegistrationType.Target ||
        (registration.Type == RegistrationType.ResourceTemplate && registration.Contract == TargetContract.Envelope);

    public ValueTask<BroughtEntries> GetAsync(CancellationToken cancellationToken)
    {
        var state = _state;
        var now = time.GetUtcNow();
        if (state is not null && now < state.ReadAgainAt && !(HasNews && now >= state.NewsFrom))
            return new(state.Entries);
        var reading = BeginReading();
        return state is not null && now < state.StaleAt ? new(state.Entries) : WaitAsync(reading, cancellationToken);
    }

    /// <summary>What it brings; waits, as long as requests may, where it said that this changed.</summary>
    public async ValueTask<BroughtEntries> GetNewestAsync(CancellationToken cancellationToken)
    {
        if (_state is { HasFailed: false } state && HasNews && state.NewsFrom - time.GetUtcNow() is { Ticks: > 0 } pause)
            await Task.Delay(pause, time, cancellationToken);
        return _state is { HasFailed: false } && HasNews ? await WaitAsync(BeginReading(), cancellationToken) : await GetAsync(cancellationToken);
    }

    private string? Mark => registration.Contract == TargetContract.Mcp ? news.MarkOf(registration.Name) : null;

    private async ValueTask<BroughtEntries> WaitAsync(Task<BroughtEntries> reading, CancellationToken cancellationToken)
    {
        try
        {
            return await reading.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // Others are not kept waiting for it; when the function answers after all, its entries appear.
            LogSlow(registration.Name, registration.LambdaArn, LongestWait.TotalSeconds);
            return Fail(keepReading: true);
        }
    }

    private Task<BroughtEntries> BeginReading()
    {
        lock (_lock)
            return _reading ??= ReadAsync();
    }

    private async Task<BroughtEntries> ReadAsync()
    {
        await Task.Yield();
        // What changes from now on may not be in what is read.
        var (mark, begunAt, before) = (Mark, time.GetUtcNow(), _state);
        try
        {
            var (definitions, haveChanged) = registration.Contract == TargetContract.AgentCore
                ? (new TargetDefinitions { Tools = registration.Tools is { } tools ? [.. tools.EnumerateArray()] : [] }, false)
                : await AskAsync();
            var entries = new DefinitionReader(registration).Read(definitions);
            Tell(entries.LeftOut);
            // A server that has only just started may say so of itself. One that says so whenever it is asked is not asked the more often.
            var isAskedAgain = haveChanged && before is not { IsAskedAgain: true };
            var now = time.GetUtcNow();
            // What is in the registration stays true as long as the registration does.
            _state = registration.Contract == TargetContract.AgentCore
                ? new(entries, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue, DateTimeOffset.MaxValue)
                : new(entries, now + (isAskedAgain ? ListNews.Interval : options.TargetsMaxAge / 2), now + options.TargetsMaxAge, now + options.TargetsKept)
                {
                    Mark = mark,
                    NewsFrom = before is null || before.Mark == mark ? begunAt : begunAt + ListNews.Interval,
                    IsAskedAgain = isAskedAgain,
                };
            return entries;
        }
        catch (Exception exception)
        {
            LogFailed(exception, registration.Name, registration.LambdaArn);
            return Fail(keepReading: false);
        }
        finally
        {
            lock (_lock)
                _reading = null;
        }
    }

    private void Tell(IReadOnlyList<LeftOutEntry> leftOut)
    {
        foreach (var entry in leftOut.Take(MostTold))
            LogLeftOut(registration.Id, entry.Kind, entry.Name, entry.Fault);
        if (leftOut.Count > MostTold)
            LogMoreLeftOut(registration.Id, leftOut.Count - MostTold);
    }

    private async Task<(TargetDefinitions Definitions, bool HaveChanged)> AskAsync()
    {
        using var limit = new CancellationTokenSource(LongestReading, time);
        return await lists.ReadAsync(registration, limit.Token);
    }

    private BroughtEntries Fail(bool keepReading)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            // It came in time after all.
            if (keepReading && _reading is null && _state is { } late && now < late.StaleAt)
                return late.Entries;
            var entries = _state is { } known && now < known.KeptUntil ? known.Entries : BroughtEntries.None;
            // News do not make a function that fails be asked sooner.
            _state = new(entries, now + RetryAfter, now + options.TargetsMaxAge, _state?.KeptUntil ?? now, HasFailed: true) { Mark = Mark, NewsFrom = now + RetryAfter };
            return entries;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "{Name} ({FunctionArn}) could not be asked what it brings; its last known entries are served, if any")]
    private partial void LogFailed(Exception exception, string name, string functionArn);

    [LoggerMessage(2, LogLevel.Warning, "{Name} ({FunctionArn}) did not say within {Seconds} s what it brings; its last known entries are served, if any")]
    private partial void LogSlow(string name, string functionArn, double seconds);

    [LoggerMessage(3, LogLevel.Warning, "{RegistrationId} brings the {Kind} {Name}, which is left out: {Fault}")]
    private partial void LogLeftOut(string registrationId, string kind, string name, string fault);

    [LoggerMessage(4, LogLevel.Warning, "{RegistrationId} brings {Count} more that are left out")]
    private partial void LogMoreLeftOut(string registrationId, int count);

    private sealed record State(BroughtEntries Entries, DateTimeOffset ReadAgainAt, DateTimeOffset StaleAt, DateTimeOffset KeptUntil, bool HasFailed = false)
    {
        /// <summary>The last change of the lists that was known when they were read.</summary>
        public string? Mark { get; init; }

        /// <summary>When a newer change may have them read again.</summary>
        public DateTimeOffset NewsFrom { get; init; }

        /// <summary>Whether they are read again soon because they changed while they were read.</summary>
        public bool IsAskedAgain { get; init; }
    }
}
