using ExampleServer.Counting;
using LambdaMcp.Tools.State;

namespace ExampleServer.Tests;

public sealed class CounterToolsTests
{
    [Fact]
    public async Task The_counter_counts()
    {
        var cancel = TestContext.Current.CancellationToken;
        var state = SessionState.InMemory();

        Assert.Equal(0, await CounterTools.GetCounterAsync(state, cancel));
        Assert.Equal(2, await CounterTools.IncrementCounterAsync(state, 2, cancel));
        Assert.Equal(3, await CounterTools.IncrementCounterAsync(state, cancellationToken: cancel));
        Assert.Equal(3, await CounterTools.GetCounterAsync(state, cancel));
    }
}
