using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Gateway.Tests.Tasks;

/// <summary>Functions of the contract <c>payload</c> as tasks, from the call to the outcome.</summary>
public sealed class TaskToolTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly WorkerBench _bench = new();
    private readonly ScriptedInvoker _invoker = new();

    [Fact]
    public async Task A_function_that_becomes_a_task_is_called_again_with_its_state()
    {
        var tool = FunctionTool.From(new Registration
        {
            Id = "tool-slow",
            Type = RegistrationType.Tool,
            Name = "slow",
            Description = "d",
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:slow",
            Tasks = new(TaskSupport.Required, TaskStart.Function),
        });
        var functions = Callers.Functions(_invoker, _bench.Time);
        var caller = Callers.Tools(functions);
        var arguments = JsonElement.Parse("""{"a":1}""");
        _bench.Tool = async (request, token) => await caller.CallAsync(request, tool, arguments, token);

        _invoker.Answer = ScriptedInvoker.Json("""{"resultType":"task","requestState":"long part"}""");
        var result = await new TaskDirector(_bench.Starter).CallAsync(
            WorkerBench.Call(), "slow", tool.Tasks, (request, token) => caller.CallAsync(request, tool, arguments, token), Cancel);
        _invoker.Answer = ScriptedInvoker.Json("\"done\"");
        await _bench.DeliverAsync();

        var task = await _bench.FindAsync(Assert.IsType<TaskCreatedResult>(result).Task);
        Assert.Equal("""{"resultType":"complete","content":[{"type":"text","text":"done"}]}""", Encoding.UTF8.GetString(task.Outcome.Span));
        Assert.Equal(
            ["""{"a":1}""", """{"arguments":{"a":1},"requestState":"long part"}"""],
            _invoker.Requests.Select(request => Encoding.UTF8.GetString(request.Payload.Span)));
    }
}
