using LambdaMcp.Protocol.Http;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Limits;

/// <summary>Whether a request may be served, as far as its principal's rate goes.</summary>
internal sealed class Admission
{
    /// <summary>Nothing is counted.</summary>
    public static readonly Admission Free = new();

    private readonly RequestRate _rate;
    private readonly Func<int, int, Task<TimeSpan?>>? _take;
    private readonly Action? _refused;
    private readonly Task<TimeSpan?> _first = Task.FromResult<TimeSpan?>(null);

    /// <param name="rate">The rate, which messages name.</param>
    /// <param name="take">Takes permits, and does not fail; the second number is how many whoever comes back will need.</param>
    /// <param name="refused">Hears that the request is refused.</param>
    public Admission(RequestRate rate, Func<int, int, Task<TimeSpan?>> take, Action refused) =>
        (_rate, _take, _refused, _first) = (rate, take, refused, take(1, 1));

    private Admission()
    {
    }

    /// <summary>The admission that was begun for a request.</summary>
    public static Admission Of(HttpContext context) => context.Features.Get<Admission>() ?? Free;

    /// <summary>Refuses the request if it is known by now that it has to be.</summary>
    /// <exception cref="RequestRejectedException">The principal has sent too many.</exception>
    public void RefuseIfKnown()
    {
        if (_first is { IsCompletedSuccessfully: true, Result: { } wait })
            throw Refused(wait);
    }

    /// <summary>Waits until it is known whether the request may be served.</summary>
    /// <param name="messages">How many messages the request has.</param>
    /// <exception cref="RequestRejectedException">The principal has sent too many.</exception>
    public async ValueTask RequireAsync(int messages = 1)
    {
        if (_take is null)
            return;
        if (messages > _rate.Burst)
            throw new RequestRejectedException(RequestRejection.BatchTooLarge, $"{_rate.Burst}");
        if (await _first is { } wait)
            throw Refused(wait);
        if (messages > 1 && await _take(messages - 1, messages) is { } longer)
            throw Refused(longer);
    }

    /// <summary>Waits for what was begun, so that no request leaves work behind that a frozen process would not end.</summary>
    public Task EndAsync() => _first;

    private RequestRejectedException Refused(TimeSpan wait)
    {
        _refused?.Invoke();
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return new(
            RequestRejection.TooManyRequests,
            $"You may send {_rate.PerMinute} requests a minute, and {_rate.Burst} at once. Wait {seconds} s, then send this one again.",
            TimeSpan.FromSeconds(seconds));
    }
}
