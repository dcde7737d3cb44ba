using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Methods;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Protocol.Tests.Tasks;

/// <summary>Tasks in memory, the methods on them, and a launcher that only remembers.</summary>
internal sealed class TaskBench : ITaskLauncher
{
    public const string Declared = """{"extensions":{"io.modelcontextprotocol/tasks":{}}}""";

    public TaskBench()
    {
        Store = new(Time);
        Tasks = new(Store, this, Time);
        IMcpMethod[] methods = [new GetTask(Tasks), new UpdateTask(Tasks), new CancelTask(Tasks)];
        _methods = methods.ToDictionary(method => method.Name);
    }

    private readonly Dictionary<string, IMcpMethod> _methods;

    public ManualTime Time { get; } = new();

    public InMemoryTaskStore Store { get; }

    public ClientTasks Tasks { get; }

    public List<(string TaskId, int Round)> Launched { get; } = [];

    public Exception? LaunchFailure { get; set; }

    public Task LaunchAsync(string taskId, int round, CancellationToken cancellationToken)
    {
        if (LaunchFailure is { } failure)
            throw failure;
        Launched.Add((taskId, round));
        return Task.CompletedTask;
    }

    public async Task<TaskRecord> AddAsync(Func<TaskRecord, TaskRecord>? change = null)
    {
        var task = new TaskRecord
        {
            Id = TaskKeys.NewId(),
            Owner = "alice",
            Request = "{}"u8.ToArray(),
            CreatedAt = Time.GetUtcNow(),
            UpdatedAt = Time.GetUtcNow(),
            TimeToLive = TimeSpan.FromHours(1),
            PollInterval = TimeSpan.FromSeconds(2),
        };
        task = change?.Invoke(task) ?? task;
        await Store.CreateAsync(task, TestContext.Current.CancellationToken);
        return task;
    }

    public Task<TaskRecord> AddAskingAsync(params string[] keys) => AddAsync(task => task with
    {
        State = TaskState.InputRequired,
        Inputs = new()
        {
            Open = [.. keys.Select(key => new LambdaMcp.Protocol.InputRounds.InputRequest($"1.{key}", "elicitation/create", JsonElement.Parse("""{"message":"?"}""")))],
            State = "handler's",
        },
    });

    public async Task<TaskRecord> FindAsync(string id) => (await Store.FindAsync(id, TestContext.Current.CancellationToken))!;

    /// <summary>Sends a request, and gives the members of its result.</summary>
    public async Task<JsonElement> SendAsync(string method, string parameters, string user = "alice", string capabilities = Declared)
    {
        var result = await _methods[method].HandleAsync(Request(method, parameters, user, capabilities), TestContext.Current.CancellationToken);
        Assert.Equal("complete", result.ResultType);
        return Members(result);
    }

    public static McpRequest Request(string method, string parameters, string user = "alice", string capabilities = Declared, bool stateless = true) => new()
    {
        Id = default,
        Method = method,
        Params = JsonElement.Parse(parameters),
        ProtocolVersion = stateless ? "2026-07-28" : "2025-11-25",
        Principal = user,
        IsStateless = stateless,
        ClientCapabilities = JsonElement.Parse(capabilities),
    };

    public static JsonElement Members(McpResult result)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            result.WriteMembers(writer);
            writer.WriteEndObject();
        }

        return JsonElement.Parse(Encoding.UTF8.GetString(json.WrittenSpan));
    }
}
