using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Streams;

namespace LambdaMcp.Aws.Tests.Streams;

/// <summary>What <see cref="IEventLog"/> promises.</summary>
public abstract class EventLogContract(ITableService? tables) : SeamContract(tables)
{
    private IEventLog Log => Seams.EventLog;

    [Fact]
    public async Task Events_come_back_in_order_from_where_the_reader_is()
    {
        foreach (var sequence in (long[])[0, 2, 10, 1, 9, 100])
            Assert.True(await AppendAsync(sequence, $"event {sequence}", isLast: sequence == 100));

        Assert.Equal([0, 1, 2, 9, 10, 100], (await ReadAsync()).Select(static one => one.Sequence));
        var rest = await ReadAsync(from: 9);
        Assert.Equal(["event 9", "event 10", "event 100"], rest.Select(Text));
        Assert.Equal([false, false, true], rest.Select(static one => one.IsLast));
        Assert.Empty(await ReadAsync(from: 101));
        Assert.Equal(6, (await ReadAsync(from: -1)).Count);
    }

    [Fact]
    public async Task An_event_may_be_empty()
    {
        await AppendAsync(0, "");

        Assert.Equal("", Text(Assert.Single(await ReadAsync())));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(800_000)]
    public async Task A_place_is_given_once(int size)
    {
        var won = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => AppendAsync(0, new string((char)('a' + at), size))));

        Assert.Single(won, one => one);
        Assert.Equal(new string((char)('a' + Array.IndexOf(won, true)), size), Text(Assert.Single(await ReadAsync())));
        Assert.False(await AppendAsync(0, "late"));
    }

    [Theory]
    [InlineData(350 * 1024)]
    [InlineData((350 * 1024) + 1)]
    [InlineData(6_000_000)]
    public async Task An_event_of_any_size_comes_back_byte_for_byte(int size)
    {
        var data = RandomNumberGenerator.GetBytes(size);

        Assert.True(await Log.TryAppendAsync("s1", "t1", new StreamEvent(0, data, true), InAnHour, Cancel));

        var found = Assert.Single(await ReadAsync());
        Assert.True(found.Data.Span.SequenceEqual(data));
        Assert.True(found.IsLast);
    }

    [Fact]
    public async Task An_event_that_is_seen_is_seen_whole()
    {
        var data = new string('x', 3_000_000);
        var writing = AppendAsync(0, data);
        IReadOnlyList<StreamEvent> seen;
        do
            seen = await ReadAsync();
        while (seen.Count == 0);

        Assert.Equal(data.Length, seen[0].Data.Length);
        Assert.True(await writing);
    }

    [Fact]
    public async Task A_long_stream_is_read_in_several_goes()
    {
        foreach (var sequence in Enumerable.Range(0, 230))
            await AppendAsync(sequence, $"{sequence}", isLast: sequence == 229);

        Assert.Equal(Enumerable.Range(0, 230).Select(static at => (long)at), await ReadAllAsync());
    }

    [Fact]
    public async Task A_stream_of_large_events_is_read_in_several_goes()
    {
        foreach (var sequence in Enumerable.Range(0, 6))
            await AppendAsync(sequence, new string('x', 2_000_000), isLast: sequence == 5);

        Assert.Equal([0, 1, 2, 3, 4, 5], await ReadAllAsync());
    }

    [Fact]
    public async Task Streams_and_sessions_are_apart()
    {
        await AppendAsync(0, "t1");
        foreach (var stream in (string[])["t", "t1#", "t1#0", "t10", "T1", ""])
        {
            Assert.Empty(await Log.ReadAsync("s1", stream, 0, Cancel));
            Assert.True(await Log.TryAppendAsync("s1", stream, new StreamEvent(0, "x"u8.ToArray(), false), InAnHour, Cancel));
        }

        Assert.Equal("t1", Text(Assert.Single(await ReadAsync())));
        Assert.Empty(await Log.ReadAsync("s2", "t1", 0, Cancel));
    }

    [Fact]
    public async Task An_event_is_over_when_its_time_is()
    {
        await AppendAsync(0, "old");
        await Log.TryAppendAsync("s1", "t1", new StreamEvent(1, "new"u8.ToArray(), false), InAnHour.AddHours(1), Cancel);

        Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal("new", Text(Assert.Single(await ReadAsync())));
        Assert.True(await AppendAsync(0, "again"));
        Assert.Equal(["again", "new"], (await ReadAsync()).Select(Text));
    }

    [Fact]
    public async Task An_event_stays_as_it_was_when_its_buffer_is_used_again()
    {
        var buffer = "first"u8.ToArray();
        await Log.TryAppendAsync("s1", "t1", new StreamEvent(0, buffer, false), InAnHour, Cancel);
        "other"u8.CopyTo(buffer);

        Assert.Equal("first", Text(Assert.Single(await ReadAsync())));
    }

    private static string Text(StreamEvent one) => Encoding.UTF8.GetString(one.Data.Span);

    private Task<bool> AppendAsync(long sequence, string data, bool isLast = false) =>
        Log.TryAppendAsync("s1", "t1", new StreamEvent(sequence, Encoding.UTF8.GetBytes(data), isLast), InAnHour, Cancel);

    private Task<IReadOnlyList<StreamEvent>> ReadAsync(long from = 0) => Log.ReadAsync("s1", "t1", from, Cancel);

    private async Task<List<long>> ReadAllAsync()
    {
        List<StreamEvent> all = [];
        while (all.Count == 0 || !all[^1].IsLast)
            all.AddRange(await ReadAsync(from: all.Count));
        return [.. all.Select(static one => one.Sequence)];
    }
}
