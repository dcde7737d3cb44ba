using LambdaMcp.Aws.State;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Tools.State;

namespace LambdaMcp.Aws.Tests.State;

/// <summary>Many instances that share one table change one value at the same time.</summary>
public abstract class IncrementContract(ITableService tables) : SeamContract(tables)
{
    private const int Instances = 8;
    private const int Increments = 500;

    [Fact]
    public async Task Five_hundred_increments_by_eight_instances_end_at_five_hundred()
    {
        await Seams.Sessions.CreateAsync(
            new() { Id = "s1", Owner = "alice", ProtocolVersion = "2025-11-25", CreatedAt = Time.GetUtcNow(), ExpiresAt = InAnHour }, Cancel);
        var instances = Enumerable.Range(0, Instances).Select(_ => Instance()).ToArray();

        var seen = await Task.WhenAll(Enumerable.Range(0, Increments).Select(async at =>
        {
            // Each is a call of its own.
            var state = instances[at % Instances].For("alice", "s1", default, null, Cancel);
            return await state.UpdateAsync<int>("count", static count => count + 1, Cancel);
        }));

        Assert.Equal(Enumerable.Range(1, Increments), seen.Order());
        Assert.Equal(Increments, await Instance().For("alice", "s1", default, null, Cancel).GetAsync<int>("count", Cancel));
    }

    private SessionStates Instance()
    {
        var items = new ExpiringItems(() => Table.Client, Table.Name, TimeProvider.System);
        return new(
            new DynamoDbStateStore(items), Seams.Sessions, new(new EphemeralSealingKeys()), new([]), TimeSpan.FromHours(1), TimeProvider.System);
    }
}
