using System.Text.Json;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Tests.Tasks;

public sealed class TaskDirectorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly WorkerBench _bench = new();
    private readonly List<McpRequest> _calls = [];
    private Func<McpRequest, McpResult> _function = _ => new WorkerBench.Words("at once");

    [Theory]
    [InlineData(TaskSupport.Forbidden, true, "complete")]
    [InlineData(TaskSupport.Forbidden, false, "complete")]
    [InlineData(TaskSupport.Optional, true, "task")]
    [InlineData(TaskSupport.Optional, false, "complete")]
    [InlineData(TaskSupport.Required, true, "task")]
    public async Task The_registration_and_the_client_decide(TaskSupport support, bool declared, string resultType)
    {
        var result = await CallAsync(support, declared: declared);

        Assert.Equal(resultType, result.ResultType);
        Assert.Equal(resultType == "task" ? 0 : 1, _calls.Count);
        Assert.Equal(resultType == "task" ? 1 : 0, _bench.Events.Count);
    }

    [Fact]
    public async Task A_client_that_takes_no_tasks_is_refused_where_one_is_required()
    {
        var error = await Assert.ThrowsAsync<McpErrorException>(async () => await CallAsync(TaskSupport.Required, declared: false));

        Assert.Equal(-32021, (int)error.ErrorCode);
        Assert.Equal("""{"requiredCapabilities":{"extensions":{"io.modelcontextprotocol/tasks":{}}}}""", error.ErrorData?.GetRawText());
        Assert.Empty(_calls);
    }

    [Fact]
    public async Task Without_a_worker_optional_tasks_are_answered_at_once_and_required_ones_are_errors()
    {
        Assert.Equal("complete", (await CallAsync(TaskSupport.Optional, starter: false)).ResultType);
        var error = await Assert.ThrowsAsync<McpProtocolException>(async () => await CallAsync(TaskSupport.Required, starter: false));
        Assert.Equal(McpErrorCode.InternalError, error.ErrorCode);
    }

    [Fact]
    public async Task A_function_may_ask_first_and_become_a_task_then()
    {
        _function = request => request.RequestState is null
            ? new InputRequiredResult([new("user_name", "elicitation/create", default)], "asked")
            : new TaskRequestedResult("long part");

        var first = await CallAsync(TaskSupport.Required, TaskStart.Function);
        var second = await CallAsync(TaskSupport.Required, TaskStart.Function, change: request => request with
        {
            RequestState = "asked",
            InputResponses = JsonElement.Parse("""{"user_name":{"action":"accept"}}"""),
        });

        Assert.IsType<InputRequiredResult>(first);
        var task = Assert.IsType<TaskCreatedResult>(second).Task;
        await _bench.DeliverAsync();
        var run = Assert.Single(_bench.Runs);
        Assert.Equal(("long part", """{"user_name":{"action":"accept"}}"""), (run.RequestState, run.InputResponses.GetRawText()));
        Assert.Equal(TaskState.Completed, (await _bench.FindAsync(task)).State);
    }

    [Fact]
    public async Task A_function_that_becomes_a_task_goes_on_at_once_for_a_client_that_takes_none()
    {
        _function = request => request.RequestState is null ? new TaskRequestedResult("long part") : new WorkerBench.Words("done");

        var result = await CallAsync(TaskSupport.Optional, TaskStart.Function, declared: false);

        Assert.IsType<WorkerBench.Words>(result);
        Assert.Equal([(null, false), ("long part", true)], _calls.Select(call => (call.RequestState, call.WasAsked)));
    }

    [Theory]
    [InlineData("""{"resultType":"task"}""", true)]
    [InlineData("""{"resultType":"task","requestState":"x"}""", true)]
    [InlineData("""{"resultType":"task","title":"tidy up"}""", false)]
    [InlineData("""{"resultType":"complete"}""", false)]
    [InlineData("[]", false)]
    public void Only_the_wish_itself_is_a_wish(string answer, bool isWish) =>
        Assert.Equal(isWish, TaskRequestedResult.TryRead(JsonElement.Parse(answer), out _));

    private async Task<McpResult> CallAsync(
        TaskSupport support, TaskStart start = TaskStart.Call, bool declared = true, bool starter = true, Func<McpRequest, McpRequest>? change = null)
    {
        var request = WorkerBench.Call(declared: declared);
        return await new TaskDirector(starter ? _bench.Starter : null).CallAsync(
            change?.Invoke(request) ?? request, "slow", new(support, start), (call, _) =>
            {
                _calls.Add(call);
                return new(_function(call));
            }, Cancel);
    }
}
