using System.Buffers.Binary;
using System.IO.Compression;
using ExampleServer.Charts;

namespace ExampleServer.Tests;

public sealed class PngWriterTests
{
    [Fact]
    public void A_chart_is_an_image_of_rows_of_pixels()
    {
        var png = BarChart.Draw([1, 2]);

        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
        Assert.Equal((36, 120), (width, height));
        var rows = Rows(png);
        Assert.Equal((width + 1) * height, rows.Length);
        // The bottom row: ground, the first bar, ground, the second bar, ground.
        Assert.Equal("\0" + Row(), System.Text.Encoding.ASCII.GetString(rows, (width + 1) * (height - 1), width + 1));
        Assert.Equal(0, rows[1 + 5]);
        Assert.Equal(1, rows[(width + 1) * 10 + 1 + 21]);
    }

    [Fact]
    public void The_end_has_the_checksum_that_every_PNG_has_there() =>
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], PngWriter.Write(1, 1, [0], [0, 0, 0])[^4..]);

    [Fact]
    public void Numbers_without_one_above_zero_are_an_empty_chart() => Assert.DoesNotContain((byte)1, Rows(BarChart.Draw([0, -1])));

    private static string Row() => new string('\0', 4) + new string('\u0001', 12) + new string('\0', 4) + new string('\u0001', 12) + new string('\0', 4);

    private static byte[] Rows(byte[] png)
    {
        var at = png.AsSpan().IndexOf("IDAT"u8);
        var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at - 4));
        using var rows = new MemoryStream();
        using var data = new ZLibStream(new MemoryStream(png, at + 4, length), CompressionMode.Decompress);
        data.CopyTo(rows);
        return rows.ToArray();
    }
}
