using System.Text.Json;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Tasks;

/// <summary>A worker over tasks in memory; its tool is a lambda of the test's, and events wait until the test delivers them.</summary>
internal sealed class WorkerBench : ITaskLauncher, IToolRunner
{
    public WorkerBench()
    {
        Store = new(Time);
        // Long enough for any number of heartbeats.
        Options = new() { TimeToLive = TimeSpan.FromDays(3650), Lease = TimeSpan.FromMinutes(1), Heartbeat = TimeSpan.FromSeconds(2) };
        Starter = new(Store, this, Options, Callers.RecordsIn(Records.Log), Time, NullLogger<TaskStarter>.Instance);
        Worker = new(Store, this, this, Options, Time, NullLogger<TaskWorker>.Instance);
    }

    public ManualTime Time { get; } = new();

    public RecordLines Records { get; } = new();

    public InMemoryTaskStore Store { get; }

    public TaskOptions Options { get; }

    public TaskStarter Starter { get; }

    public TaskWorker Worker { get; }

    public List<McpRequest> Runs { get; } = [];

    public Queue<TaskEvent> Events { get; } = [];

    public Exception? LaunchFailure { get; set; }

    public Func<McpRequest, CancellationToken, Task<McpResult?>> Tool { get; set; } = (_, _) => Task.FromResult<McpResult?>(new Words("done"));

    public Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken)
    {
        if (LaunchFailure is { } failure)
            throw failure;
        Events.Enqueue(TaskEvent.Read(TaskEvent.Write(taskId, round)));
        return Task.CompletedTask;
    }

    public async ValueTask<McpResult?> RunAsync(McpRequest request, CancellationToken cancellationToken)
    {
        Runs.Add(request);
        return await Tool(request, cancellationToken);
    }

    public async Task<TaskRecord> StartAsync(string parameters = """{"name":"slow","arguments":{"a":1}}""")
    {
        var result = await Starter.StartAsync(Call(parameters), null, TestContext.Current.CancellationToken);
        return Assert.IsType<TaskCreatedResult>(result).Task;
    }

    public Task DeliverAsync(TaskEvent? one = null, string invocation = "invocation-1", CancellationToken? cancellationToken = null) =>
        Worker.HandleAsync(one ?? Events.Dequeue(), invocation, null, cancellationToken ?? TestContext.Current.CancellationToken);

    public async Task<TaskRecord> FindAsync(TaskRecord task) => (await Store.FindAsync(task.Id, TestContext.Current.CancellationToken))!;

    /// <summary>Lets heartbeats go by until something has come of them.</summary>
    public async Task BeatUntilAsync(Func<Task<bool>> reached)
    {
        while (!await reached())
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            Time.Advance(Options.Heartbeat);
            await Task.Yield();
        }
    }

    public static McpRequest Call(string parameters = """{"name":"slow","arguments":{"a":1}}""", bool declared = true) => new()
    {
        Id = default,
        Method = "tools/call",
        Params = JsonDocument.Parse(parameters).RootElement,
        ProtocolVersion = "2026-07-28",
        Principal = "alice",
        IsStateless = true,
        ClientCapabilities = JsonDocument.Parse(declared ? """{"elicitation":{},"extensions":{"io.modelcontextprotocol/tasks":{}}}""" : "{}").RootElement,
        TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
    };

    internal sealed class Words(string text, bool isError = false) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteString("text"u8, text);
            if (isError)
                writer.WriteBoolean("isError"u8, true);
        }

        public override bool HasMeta => true;

        public override void WriteMeta(Utf8JsonWriter writer) => writer.WriteNumber("m"u8, 1);
    }
}
