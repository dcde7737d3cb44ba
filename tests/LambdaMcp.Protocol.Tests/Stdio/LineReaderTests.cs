using System.Text;
using LambdaMcp.Protocol.Stdio;

namespace LambdaMcp.Protocol.Tests.Stdio;

public sealed class LineReaderTests
{
    [Theory]
    [InlineData("one\ntwo\r\n\nlast", "one|two||last")]
    [InlineData("0123456789\nnext\n", "0123456789|next")]
    [InlineData("0123456789a\nnext\n", "!|next")]
    [InlineData("0123456789abcdefghijklmnopqrstuvwxyz\n0123456789abcdefghijklmnopqrstuvwxyz\nnext", "!|!|next")]
    [InlineData("0123456789abcdefghijklmnopqrstuvwxyz", "!")]
    [InlineData("", "")]
    public async Task Lines_are_the_same_however_the_input_comes_and_long_ones_are_told_once(string input, string expected)
    {
        for (var piece = 1; piece <= input.Length + 1; piece++)
        {
            var reader = new LineReader(new Pieces(Encoding.UTF8.GetBytes(input), piece), longest: 10);
            var lines = new List<string>();
            while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } line)
                lines.Add(line.IsTooLong ? "!" : Encoding.UTF8.GetString(line.Text.Span));
            Assert.Equal(expected, string.Join('|', lines));
        }
    }

    private sealed class Pieces(byte[] bytes, int piece) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(piece, buffer.Length)], cancellationToken);
    }
}
