using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Tests.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Tasks;
using static LambdaMcp.Gateway.Tests.Gateway;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

/// <summary>A task runs with the rights that its caller had when it began.</summary>
public sealed class TaskRightsTests
{
    private static readonly McpRequest Caller = WorkerBench.Call("""{"name":"slow"}""") with
    {
        Scopes = new HashSet<string> { "hr", "mcp" },
        Allowed = new() { Tools = AllowList.From(["s*"]), Resources = AllowList.Nothing },
    };

    [Fact]
    public void The_rights_are_kept_with_the_call()
    {
        var read = Stored(Caller);

        Assert.Equal(["hr", "mcp"], read.Scopes.Order());
        Assert.Equal(["s*"], read.Allowed.Tools!.Patterns);
        Assert.True(read.Allowed.Resources!.IsEmpty);
        Assert.Null(read.Allowed.Prompts);
        Assert.Empty(Stored(WorkerBench.Call()).Scopes);
        Assert.Null(Stored(WorkerBench.Call()).Allowed.Tools);
    }

    [Fact]
    public async Task The_worker_runs_what_they_allow_and_nothing_else()
    {
        var gateway = new Gateway(Registered("""{"type":"tool","name":"slow","scopes":["hr"]}""")).Answering("\"done\"");

        Assert.NotNull(await gateway.Runner.RunAsync(Stored(Caller), TestContext.Current.CancellationToken));
        Assert.NotNull(await gateway.Runner.RunAsync(Stored(Caller with { Set = "gone" }), TestContext.Current.CancellationToken));
        Assert.Null(await gateway.Runner.RunAsync(Stored(Caller with { Scopes = new HashSet<string>() }), TestContext.Current.CancellationToken));
        Assert.Null(await gateway.Runner.RunAsync(Stored(Caller with { Allowed = new() { Tools = AllowList.From(["other"]) } }), TestContext.Current.CancellationToken));
        Assert.Equal(2, gateway.Invoker.Requests.Count);
    }

    private static McpRequest Stored(McpRequest request) => StoredCall.Read(
        new TaskRecord
        {
            Id = "t",
            Owner = request.Principal,
            Request = StoredCall.Write(request, "t"),
            CreatedAt = default,
            UpdatedAt = default,
            TimeToLive = default,
            PollInterval = default,
        },
        SilentClient.Instance, deadline: null);
}
