using CustomerFunctions;
using CustomerFunctions.Trials;

namespace Samples.Tests;

public sealed class TrialTests
{
    [Fact]
    public async Task Slow_stops_before_its_deadline()
    {
        var context = new InvocationContext { RemainingTime = TimeSpan.FromMilliseconds(510) };

        var answer = await Slow.HandleAsync(new SlowRequest(null, null), context);

        Assert.True(answer.CutShort);
        Assert.Equal(0.01, answer.Seconds, 3);
    }

    [Fact]
    public async Task Slow_takes_the_time_it_is_told()
    {
        var answer = await Slow.HandleAsync(new SlowRequest(0.01, null), new InvocationContext());
        Assert.Equal(new SlowAnswer(0.01, false), answer);

        var past = new InvocationContext { RemainingTime = TimeSpan.Zero };
        Assert.False((await Slow.HandleAsync(new SlowRequest(0.01, true), past)).CutShort);
        Assert.Equal(new SlowAnswer(0, true), await Slow.HandleAsync(new SlowRequest(1, false), past));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(901)]
    [InlineData(double.NaN)]
    public async Task Slow_refuses_what_is_no_time(double seconds) => await Assert.ThrowsAsync<InvalidInputException>(
        () => Slow.HandleAsync(new SlowRequest(seconds, null), new InvocationContext()));

    [Theory]
    [InlineData(10)]
    [InlineData(8_000_001)]
    public async Task A_large_answer_has_its_limits(int bytes) => await Assert.ThrowsAsync<InvalidInputException>(
        () => LargeAnswer.HandleAsync(new LargeAnswerRequest(bytes), new InvocationContext()));

    [Fact]
    public async Task Failing_fails_with_the_message_it_is_given()
    {
        var error = await Assert.ThrowsAsync<SampleFailureException>(
            () => Failing.HandleAsync(new FailingRequest("no luck"), new InvocationContext()));

        Assert.Equal("no luck", error.Message);
    }
}
