using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Tasks;

namespace LambdaMcp.Aws.Tasks;

/// <summary>A task's head and its run as items. Times are milliseconds, but for the one that DynamoDB's TTL takes: whole seconds, rounded up.</summary>
internal static class TaskItem
{
    /// <summary>What changes in a task's life; what a task lacks of it, its head lacks too.</summary>
    public static readonly string[] Changing =
        ["state", "statusMessage", "updatedAt", "round", "version", "inputs", "inputsSet", "inputsParts", "outcome", "outcomeSet", "outcomeParts"];

    /// <summary>The head, and the parts that must be there before it.</summary>
    public static (Dictionary<string, AttributeValue> Head, List<Dictionary<string, AttributeValue>> Parts) Write(TaskRecord task)
    {
        var (head, parts) = WriteChanging(task);
        head.AddText("owner", task.Owner);
        head.AddNumber("createdAt", task.CreatedAt.ToUnixTimeMilliseconds());
        head.AddNumber("ttlMs", (long)task.TimeToLive.TotalMilliseconds);
        head.AddNumber("pollIntervalMs", (long)task.PollInterval.TotalMilliseconds);
        parts.AddRange(TaskParts.Add(head, task.Id, "request", task.Request));
        return (head, parts);
    }

    /// <summary>Only what changes, and the keys.</summary>
    public static (Dictionary<string, AttributeValue> Head, List<Dictionary<string, AttributeValue>> Parts) WriteChanging(TaskRecord task)
    {
        var head = TaskKey.OfHead(task.Id);
        head.AddNumber("expiresAt", Expiry(task));
        head.AddText("state", task.State.ToString());
        head.AddText("statusMessage", task.StatusMessage);
        head.AddNumber("updatedAt", task.UpdatedAt.ToUnixTimeMilliseconds());
        head.AddNumber("round", task.Round);
        head.AddNumber("version", task.Version);
        List<Dictionary<string, AttributeValue>> parts =
        [
            .. TaskParts.Add(head, task.Id, "inputs", TaskInputsJson.Write(task.Inputs)),
            .. TaskParts.Add(head, task.Id, "outcome", task.Outcome),
        ];
        return (head, parts);
    }

    /// <param name="id">The task's id.</param>
    /// <param name="items">All its items by their sort keys.</param>
    /// <exception cref="InvalidDataException">Something that must be there is missing.</exception>
    public static TaskRecord Read(string id, IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items)
    {
        var head = items[TaskKey.Head];
        var round = (int)Number(head, "round");
        return new()
        {
            Id = id,
            Owner = Text(head, "owner"),
            Request = TaskParts.Read(head, "request", items),
            State = Enum.Parse<TaskState>(Text(head, "state")),
            StatusMessage = head.ReadText("statusMessage"),
            CreatedAt = Time(head, "createdAt"),
            UpdatedAt = Time(head, "updatedAt"),
            TimeToLive = TimeSpan.FromMilliseconds(Number(head, "ttlMs")),
            PollInterval = TimeSpan.FromMilliseconds(Number(head, "pollIntervalMs")),
            Round = round,
            Inputs = TaskInputsJson.Read(TaskParts.Read(head, "inputs", items)),
            Outcome = TaskParts.Read(head, "outcome", items),
            Version = Number(head, "version"),
            Run = items.TryGetValue(TaskKey.Run(round), out var run) ? ReadRun(round, run) : null,
        };
    }

    public static Dictionary<string, AttributeValue> WriteRun(TaskRecord task, TaskRun run)
    {
        var item = TaskKey.OfRun(task.Id, run.Round);
        item.AddText("holder", run.Holder);
        item.AddNumber("heldUntil", run.HeldUntil.ToUnixTimeMilliseconds());
        item.AddText("statusMessage", run.StatusMessage);
        item.AddNumber("updatedAt", run.UpdatedAt.ToUnixTimeMilliseconds());
        item.AddNumber("expiresAt", Expiry(task));
        return item;
    }

    private static TaskRun ReadRun(int round, Dictionary<string, AttributeValue> item) =>
        new(round, Text(item, "holder"), Time(item, "heldUntil"), item.ReadText("statusMessage"), Time(item, "updatedAt"));

    private static long Expiry(TaskRecord task) => task.ExpiresAt.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds();

    private static DateTimeOffset Time(Dictionary<string, AttributeValue> item, string name) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Number(item, name));

    private static string Text(Dictionary<string, AttributeValue> item, string name) => item.ReadText(name) ?? throw Missing(name);

    private static long Number(Dictionary<string, AttributeValue> item, string name) => item.ReadNumber(name) ?? throw Missing(name);

    private static InvalidDataException Missing(string name) => new($"The task's item has no '{name}'.");
}
