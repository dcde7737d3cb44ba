using System.Buffers.Text;

namespace Runner.Flooding;

/// <summary>An answer's status and size, which is all that is wanted of it.</summary>
internal static class FloodAnswer
{
    /// <returns>False when the answer is not there as a whole.</returns>
    public static bool TryRead(ReadOnlySpan<byte> received, out int status, out int size)
    {
        (status, size) = (0, 0);
        var head = received.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var field = received[..head].IndexOf("\r\nContent-Length: "u8);
        if (!Utf8Parser.TryParse(received[9..], out status, out _) || field < 0 || !Utf8Parser.TryParse(received[(field + 18)..], out int length, out _))
            throw new BenchmarkException($"An answer to the flood cannot be read: {System.Text.Encoding.ASCII.GetString(received[..head])}");
        size = head + 4 + length;
        return received.Length >= size;
    }
}
