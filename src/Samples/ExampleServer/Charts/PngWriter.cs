using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace ExampleServer.Charts;

/// <summary>Writes PNG images of up to 256 colours (https://www.w3.org/TR/png-3/).</summary>
internal static class PngWriter
{
    private const uint Polynomial = 0xEDB88320;

    /// <param name="width">In pixels.</param>
    /// <param name="height">In pixels.</param>
    /// <param name="pixels">The palette's index of each pixel, row by row.</param>
    /// <param name="palette">Red, green and blue of each colour.</param>
    public static byte[] Write(int width, int height, ReadOnlySpan<byte> pixels, ReadOnlySpan<byte> palette)
    {
        using var png = new MemoryStream();
        png.Write([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A]);

        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], height);
        header[8] = 8; // Bits for each pixel.
        header[9] = 3; // They are indexes of a palette.
        WriteChunk(png, "IHDR", header);
        WriteChunk(png, "PLTE", palette);
        WriteChunk(png, "IDAT", Compress(width, pixels));
        WriteChunk(png, "IEND", []);
        return png.ToArray();
    }

    private static byte[] Compress(int width, ReadOnlySpan<byte> pixels)
    {
        using var compressed = new MemoryStream();
        using (var rows = new ZLibStream(compressed, CompressionLevel.Optimal))
        {
            for (var at = 0; at < pixels.Length; at += width)
            {
                rows.WriteByte(0); // The row is not filtered.
                rows.Write(pixels.Slice(at, width));
            }
        }

        return compressed.ToArray();
    }

    private static void WriteChunk(MemoryStream png, string type, ReadOnlySpan<byte> data)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, data.Length);
        png.Write(number);
        var start = (int)png.Position;
        png.Write(Encoding.ASCII.GetBytes(type));
        png.Write(data);
        BinaryPrimitives.WriteUInt32BigEndian(number, Checksum(png.GetBuffer().AsSpan(start, (int)png.Position - start)));
        png.Write(number);
    }

    // CRC-32, bit by bit: chunks are small.
    private static uint Checksum(ReadOnlySpan<byte> data)
    {
        var checksum = uint.MaxValue;
        foreach (var one in data)
        {
            checksum ^= one;
            for (var bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) == 0 ? checksum >> 1 : checksum >> 1 ^ Polynomial;
        }

        return ~checksum;
    }
}
