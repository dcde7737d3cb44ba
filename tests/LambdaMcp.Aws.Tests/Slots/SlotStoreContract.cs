using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Limits;

namespace LambdaMcp.Aws.Tests.Slots;

/// <summary>What <see cref="ISlotStore"/> promises.</summary>
public abstract class SlotStoreContract(ITableService? tables) : SeamContract(tables)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task As_many_as_there_are_can_be_held_and_one_that_is_given_back_is_free()
    {
        var first = await TakeAsync("p", 2);
        Assert.NotNull(first);
        Assert.NotNull(await TakeAsync("p", 2));
        Assert.Null(await TakeAsync("p", 2));
        Assert.NotNull(await TakeAsync("another", 2));

        await first.DisposeAsync();

        Assert.NotNull(await TakeAsync("p", 2));
        Assert.Null(await TakeAsync("p", 2));
    }

    [Fact]
    public async Task Of_a_hundred_callers_at_once_exactly_so_many_hold_a_slot()
    {
        for (var round = 0; round < 2; round++)
        {
            var taken = (await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(() => TakeAsync("crowd", 7))))).OfType<IAsyncDisposable>().ToArray();

            Assert.Equal(7, taken.Length);
            await Task.WhenAll(taken.Select(slot => slot.DisposeAsync().AsTask()));
        }
    }

    [Fact]
    public async Task While_a_hundred_come_and_go_there_are_never_more_than_so_many_and_none_is_lost()
    {
        int held = 0, most = 0, served = 0;

        await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => Task.Run(async () =>
        {
            IAsyncDisposable? slot;
            while ((slot = await TakeAsync("door", 5)) is null)
                await Task.Yield();
            var now = Interlocked.Increment(ref held);
            InterlockedMax(ref most, now);
            Interlocked.Increment(ref served);
            await Task.Yield();
            Interlocked.Decrement(ref held);
            await slot.DisposeAsync();
        })));

        Assert.Equal(100, served);
        Assert.InRange(most, 1, 5);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => TakeAsync("door", 5))), Assert.NotNull);
    }

    [Fact]
    public async Task Who_died_with_a_slot_loses_it_when_its_time_is_over_and_cannot_take_it_from_the_next_one()
    {
        var dead = await TakeAsync("p", 1);
        Time.Advance(Lifetime - TimeSpan.FromSeconds(1));
        Assert.Null(await TakeAsync("p", 1));

        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await TakeAsync("p", 1));
        await dead!.DisposeAsync();

        Assert.Null(await TakeAsync("p", 1));
    }

    [Fact]
    public async Task A_pool_may_have_any_name()
    {
        Assert.NotNull(await TakeAsync("principal#" + new string('x', 5000), 1));
        Assert.NotNull(await TakeAsync("principal#" + new string('x', 5001), 1));
        Assert.NotNull(await TakeAsync("principal#ü ✓", 1));
    }

    private Task<IAsyncDisposable?> TakeAsync(string pool, int size) => Seams.Slots.TryTakeAsync(pool, size, Lifetime, Cancel);

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); value > seen; seen = Volatile.Read(ref most))
            Interlocked.CompareExchange(ref most, value, seen);
    }
}
