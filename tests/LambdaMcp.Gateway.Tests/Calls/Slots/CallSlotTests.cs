using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests.Calls.Slots;

/// <summary>No more calls at one time than are allowed, and no slot is lost.</summary>
public sealed class CallSlotTests
{
    private readonly CallBench _bench = new();
    private readonly TaskCompletionSource _answer = new();

    [Fact]
    public async Task A_principal_has_as_many_calls_under_way_as_it_may_and_others_are_not_concerned()
    {
        _bench.Options = new() { MaxCallsPerPrincipal = 2 };
        _bench.Invoker.BeforeAnswer = _ => _answer.Task;
        var running = new[] { _bench.CallAsync(), _bench.CallAsync() };

        var refused = await Assert.ThrowsAsync<TooManyCallsException>(() => _bench.CallAsync());
        var other = _bench.CallAsync(principal: "bob");
        _answer.SetResult();
        await Task.WhenAll([.. running, other]);

        Assert.Equal(TimeSpan.FromSeconds(1), refused.RetryAfter);
        Assert.Contains("2 calls under way", refused.Message, StringComparison.Ordinal);
        Assert.Equal(3, _bench.Calls);
        await _bench.CallAsync();
    }

    [Fact]
    public async Task A_function_has_as_many_calls_under_way_as_its_registration_says_whoever_calls()
    {
        _bench.Registration = _bench.Registration with { MaxConcurrency = 1 };
        _bench.Invoker.BeforeAnswer = _ => _answer.Task;
        var running = _bench.CallAsync();

        await Assert.ThrowsAsync<TooManyCallsException>(() => _bench.CallAsync(principal: "bob"));
        _answer.SetResult();
        await running;

        await _bench.CallAsync(principal: "bob");
    }

    [Fact]
    public async Task However_a_call_ends_its_slots_are_free()
    {
        _bench.Options = new() { MaxCallsPerPrincipal = 1 };
        _bench.Registration = _bench.Registration with { MaxConcurrency = 1, Retry = new(1) };
        using var gone = new CancellationTokenSource();

        _bench.Invoker.AnswerOf = _ => throw new TargetUnavailableException(TargetFailure.NotFound, "no");
        await _bench.CallAsync();
        _bench.Invoker.AnswerOf = _ => ScriptedInvoker.Json("""{"errorType":"E","errorMessage":"m"}""", "Unhandled");
        await _bench.CallAsync();
        _bench.Invoker.BeforeAnswer = async token =>
        {
            await gone.CancelAsync();
            token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ResultAsync(cancellationToken: gone.Token));
        _bench.Invoker.BeforeAnswer = null;
        _bench.Invoker.AnswerOf = null;

        Assert.Null(CallBench.Code(await _bench.CallAsync()));
    }

    [Fact]
    public async Task Who_gets_no_slot_of_the_function_keeps_none_of_the_principal()
    {
        _bench.Options = new() { MaxCallsPerPrincipal = 2 };
        _bench.Registration = _bench.Registration with { MaxConcurrency = 1 };
        _bench.Invoker.BeforeAnswer = _ => _answer.Task;
        var running = _bench.CallAsync();
        for (var i = 0; i < 5; i++)
            Assert.Contains("is busy", (await Assert.ThrowsAsync<TooManyCallsException>(() => _bench.CallAsync())).Message, StringComparison.Ordinal);
        _answer.SetResult();
        await running;
    }
}
