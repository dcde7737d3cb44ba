using System.Text;
using LambdaMcp.StdioBridge.JsonRpc;

namespace LambdaMcp.StdioBridge.Tests.JsonRpc;

public sealed class MessageStreamTests : IDisposable
{
    private readonly MemoryStream _sent = new();

    [Fact]
    public async Task Each_message_is_one_line_whatever_white_space_it_came_with()
    {
        using var stream = new MessageStream(() => _sent);

        await stream.NotifyAsync("notifications/message", "{\n  \"level\": \"info\",\r\n  \"data\": \"Grüße\\n\"\n}"u8.ToArray(), TestContext.Current.CancellationToken);
        stream.Send("{}"u8.ToArray());

        Assert.Equal(
            """{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"Grüße\n"}}""" + "\n{}\n",
            Encoding.UTF8.GetString(_sent.ToArray()));
    }

    [Fact]
    public void It_is_opened_by_the_first_message()
    {
        var opened = 0;
        using var stream = new MessageStream(() =>
        {
            opened++;
            return _sent;
        });

        Assert.False(stream.IsOpen);
        Assert.Equal(0, opened);
        stream.Send("{}"u8.ToArray());
        stream.Send("{}"u8.ToArray());
        Assert.True(stream.IsOpen);
        Assert.Equal(1, opened);
    }

    [Fact]
    public void When_the_caller_is_gone_whoever_works_for_it_is_told_and_nothing_more_is_sent()
    {
        using var stream = new MessageStream(() => new BrokenStream());

        Assert.False(stream.Send("{}"u8.ToArray()));
        Assert.True(stream.Gone.IsCancellationRequested);
        Assert.False(stream.Send("{}"u8.ToArray()));
    }

    [Fact]
    public void What_comes_after_the_end_reaches_nobody()
    {
        var stream = new MessageStream(() => _sent);

        stream.Dispose();

        Assert.False(stream.Send("{}"u8.ToArray()));
        Assert.Equal(0, _sent.Length);
    }

    public void Dispose() => _sent.Dispose();

    private sealed class BrokenStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("The caller hung up.");
    }
}
