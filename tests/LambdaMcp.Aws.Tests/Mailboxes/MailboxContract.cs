using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Mailboxes;

namespace LambdaMcp.Aws.Tests.Mailboxes;

/// <summary>What <see cref="IMailbox"/> promises.</summary>
public abstract class MailboxContract(ITableService? tables) : SeamContract(tables)
{
    private IMailbox Mailbox => Seams.Mailbox;

    [Fact]
    public async Task An_answer_reaches_whoever_waits_for_it()
    {
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);
        Assert.Null(await Mailbox.ReadAsync("s1", "r1", Cancel));

        Assert.True(await AnswerAsync("r1", """{"result":"ä"}"""));

        Assert.Equal("""{"result":"ä"}""", await ReadAsync("r1"));
        Assert.Equal("""{"result":"ä"}""", await ReadAsync("r1"));
    }

    [Fact]
    public async Task There_is_no_answer_without_an_open_slot()
    {
        Assert.False(await AnswerAsync("r1", "{}"));
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);
        await Mailbox.CloseAsync("s1", "r1", Cancel);
        await Mailbox.CloseAsync("s1", "r1", Cancel);

        Assert.False(await AnswerAsync("r1", "{}"));
        Assert.Null(await Mailbox.ReadAsync("s1", "r1", Cancel));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(800_000)]
    public async Task Of_many_answers_the_first_stays(int size)
    {
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);

        var taken = await Task.WhenAll(Enumerable.Range(0, 4).Select(at => AnswerAsync("r1", new string((char)('a' + at), size))));

        Assert.Single(taken, one => one);
        var answer = await ReadAsync("r1");
        Assert.Equal(new string((char)('a' + Array.IndexOf(taken, true)), size), answer);
        Assert.False(await AnswerAsync("r1", "late"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(350 * 1024)]
    [InlineData((350 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task An_answer_of_any_size_comes_back_byte_for_byte(int size)
    {
        var response = RandomNumberGenerator.GetBytes(size);
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);

        Assert.True(await Mailbox.TryAnswerAsync("s1", "r1", response, Cancel));

        Assert.True((await Mailbox.ReadAsync("s1", "r1", Cancel))!.Value.Span.SequenceEqual(response));
    }

    [Fact]
    public async Task The_answer_stays_as_it_was_when_its_buffer_is_used_again()
    {
        var buffer = "first"u8.ToArray();
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);
        await Mailbox.TryAnswerAsync("s1", "r1", buffer, Cancel);
        "other"u8.CopyTo(buffer);

        Assert.Equal("first", await ReadAsync("r1"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(800_000)]
    public async Task A_slot_is_over_when_its_time_is(int size)
    {
        await Mailbox.OpenAsync("s1", "answered", InAnHour, Cancel);
        await Mailbox.OpenAsync("s1", "open", InAnHour, Cancel);
        await AnswerAsync("answered", "{}");

        Time.Advance(TimeSpan.FromHours(1));

        Assert.Null(await Mailbox.ReadAsync("s1", "answered", Cancel));
        Assert.False(await AnswerAsync("open", new string('x', size)));
        await Mailbox.OpenAsync("s1", "answered", InAnHour, Cancel);
        Assert.True(await AnswerAsync("answered", "again"));
    }

    [Fact]
    public async Task A_cancellation_is_seen_until_its_time_is_over()
    {
        Assert.False(await IsCancelledAsync("s1", "7"));
        await Mailbox.CancelAsync("s1", "7", InAnHour, Cancel);
        await Mailbox.CancelAsync("s1", "7", InAnHour, Cancel);

        Assert.True(await IsCancelledAsync("s1", "7"));
        Time.Advance(TimeSpan.FromHours(1));
        Assert.False(await IsCancelledAsync("s1", "7"));
    }

    [Fact]
    public async Task A_note_from_before_a_request_is_about_another_one()
    {
        await Mailbox.CancelAsync("s1", "old", InAnHour, Cancel);
        Time.Advance(TimeSpan.FromSeconds(5));
        await Mailbox.CancelAsync("s1", "new", InAnHour, Cancel);
        var since = Time.GetUtcNow();

        Assert.Equal(["new"], await Mailbox.FindCancelledAsync("s1", ["old", "new", "other"], since, Cancel));
        Assert.Empty(await Mailbox.FindCancelledAsync("s1", ["old"], since, Cancel));
        Assert.Equal(["old", "new"], await Mailbox.FindCancelledAsync("s1", ["old", "new"], since - TimeSpan.FromSeconds(5), Cancel));
        Assert.Empty(await Mailbox.FindCancelledAsync("s2", ["old", "new"], since, Cancel));
    }

    [Fact]
    public async Task Sessions_slots_and_cancellations_are_apart()
    {
        await Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);
        await Mailbox.OpenAsync("s2", "r1", InAnHour, Cancel);
        await Mailbox.CancelAsync("s1", "r1", InAnHour, Cancel);

        Assert.True(await AnswerAsync("r1", "{}"));

        Assert.Null(await Mailbox.ReadAsync("s2", "r1", Cancel));
        Assert.False(await IsCancelledAsync("s2", "r1"));
        Assert.False(await IsCancelledAsync("s1", "r2"));
    }

    [Fact]
    public async Task Whatever_a_client_takes_for_an_id_is_one()
    {
        string[] ids = ["", "#", "a#b", "~", "\"é\"", new('x', 5000), new string('x', 4999) + "y"];

        foreach (var id in ids)
        {
            Assert.False(await IsCancelledAsync("s1", id));
            Assert.False(await AnswerAsync(id, "{}"));
            await Mailbox.CancelAsync("s1", id, InAnHour, Cancel);
            Assert.True(await IsCancelledAsync("s1", id));
            Assert.False(await IsCancelledAsync(new string('s', 5000), id));
        }
    }

    private async Task<bool> IsCancelledAsync(string session, string request) =>
        (await Mailbox.FindCancelledAsync(session, [request], default, Cancel)).Contains(request);

    private Task<bool> AnswerAsync(string request, string response) =>
        Mailbox.TryAnswerAsync("s1", request, Encoding.UTF8.GetBytes(response), Cancel);

    private async Task<string> ReadAsync(string request) =>
        Encoding.UTF8.GetString((await Mailbox.ReadAsync("s1", request, Cancel))!.Value.Span);
}
