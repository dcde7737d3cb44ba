using LambdaMcp.Protocol.Client;
using LambdaMcp.Protocol.Subscriptions;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Protocol.Tests.Streams;

public sealed class TaskFeedTests
{
    [Fact]
    public async Task Many_tasks_cost_no_more_than_a_read_a_second_and_each_has_its_turn()
    {
        var cancel = TestContext.Current.CancellationToken;
        var tasks = new CountedTasks();
        var ids = Enumerable.Range(0, 100).Select(number => $"task {number}").ToArray();
        var request = new McpRequest
        {
            Id = default,
            Method = "subscriptions/listen",
            Params = default,
            ProtocolVersion = "2026-07-28",
            Principal = "alice",
            Client = SilentClient.Instance,
        };
        var feed = new TaskFeed(tasks, request, ids, NullLogger.Instance);
        await feed.FindAsync(cancel);
        await feed.LookAsync(cancel);

        tasks.Read.Clear();
        for (var look = 1; look <= 50; look++)
        {
            await feed.LookAsync(cancel);
            Assert.InRange(tasks.Read.Count, 1, 2 * look);
        }

        Assert.Equal(ids.Order(), tasks.Read.Order());
    }

    private sealed class CountedTasks : ITaskStatusSource
    {
        public List<string> Read { get; } = [];

        public ValueTask<IReadOnlyList<TaskStatusReport>> ReadAsync(
            McpRequest request, IReadOnlyCollection<string> taskIds, CancellationToken cancellationToken)
        {
            Read.AddRange(taskIds);
            return new([.. taskIds.Select(id => new TaskStatusReport(id, "1.", IsEnded: false, "{}"u8.ToArray()))]);
        }
    }
}
