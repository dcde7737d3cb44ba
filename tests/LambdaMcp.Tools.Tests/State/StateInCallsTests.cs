using LambdaMcp.Protocol.State;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.State;
using LambdaMcp.Tools.Tests.Serving;
using Microsoft.Extensions.DependencyInjection;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Tests.State;

/// <summary>State as the message handler gives it to methods and tells it to clients.</summary>
public sealed class StateInCallsTests
{
    [Fact]
    public async Task A_tool_that_keeps_something_answers_with_the_handle()
    {
        var served = Serve(static async (call, cancel) => McpMethodResult.Text($"{await call.State.UpdateAsync<int>("count", static count => count + 1, cancel)}"));

        var first = await served.CallAsync();
        var handle = first.GetProperty("_meta").GetProperty(SessionState.HandleMeta).GetString();
        var second = await served.CallAsync(more: $$""","arguments":{"stateHandle":"{{handle}}"}""");

        Assert.Equal("2", second.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.Equal(handle, second.GetProperty("_meta").GetProperty(SessionState.HandleMeta).GetString());
    }

    [Fact]
    public async Task What_a_failing_tool_kept_can_be_come_back_to()
    {
        var served = Serve(static async (call, cancel) =>
        {
            await call.State.SetAsync("count", 1, cancel);
            throw new McpException("Halfway.");
        });

        var result = await served.CallAsync();

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Equal("Halfway.", result.GetProperty("content")[0].GetProperty("text").GetString());
        Assert.True(result.GetProperty("_meta").TryGetProperty(SessionState.HandleMeta, out _));
    }

    [Fact]
    public async Task A_tool_that_asks_finds_in_the_next_round_what_it_kept_in_the_one_before()
    {
        var served = Serve(static async (call, cancel) =>
        {
            var runs = await call.State.UpdateAsync<int>("runs", static runs => runs + 1, cancel);
            await call.Context.ElicitAsync("Go on?", new(), cancel);
            return McpMethodResult.Text($"{runs}");
        });

        var result = await served.CallAnsweringAsync("""{"action":"accept"}""");

        Assert.Equal("2", result.GetProperty("content")[0].GetProperty("text").GetString());
        // The client learns of the handle only now.
        Assert.Contains("State is kept under stateHandle", result.GetProperty("content")[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_handle_that_leads_nowhere_is_an_error_of_the_tool()
    {
        var served = Serve(static async (call, cancel) => McpMethodResult.Text($"{await call.State.GetAsync<int>("count", cancel)}"));

        var forged = await served.CallAsync(more: ""","arguments":{"stateHandle":"forged"}""");
        var noText = await served.CallAsync(more: ""","arguments":{"stateHandle":7}""");

        Assert.True(forged.GetProperty("isError").GetBoolean());
        Assert.Contains("unknown, or its time is over", forged.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Contains("/stateHandle must be a string", noText.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static Served Serve(Func<McpMethodCall, CancellationToken, ValueTask<McpMethodResult>> run) => new(
        static services => services.AddSingleton<IStateStore>(new InMemoryStateStore(TimeProvider.System)),
        new McpMethod { Kind = McpMethodKind.Tool, Key = "t", Definition = """{"name":"t","inputSchema":{"type":"object"}}""", InvokeAsync = run });
}
