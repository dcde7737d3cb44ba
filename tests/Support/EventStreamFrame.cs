using System.Buffers.Binary;
using System.Text;

namespace Support;

/// <summary>Writes frames of <c>application/vnd.amazon.eventstream</c>, after AWS's description of them.</summary>
internal static class EventStreamFrame
{
    public static byte[] Event(string type, byte[] payload) =>
        Frame([(":message-type", "event"), (":event-type", type), (":content-type", "application/octet-stream")], payload);

    public static byte[] Event(string type, string payload) => Event(type, Encoding.UTF8.GetBytes(payload));

    public static byte[] Frame(IEnumerable<(string Name, string Value)> headers, byte[] payload)
    {
        var head = headers.SelectMany(header => (byte[])
        [
            (byte)header.Name.Length, .. Encoding.UTF8.GetBytes(header.Name),
            7, (byte)(header.Value.Length >> 8), (byte)header.Value.Length, .. Encoding.UTF8.GetBytes(header.Value),
        ]).ToArray();
        var frame = new byte[16 + head.Length + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Crc32(frame.AsSpan(0, 8)));
        head.CopyTo(frame, 12);
        payload.CopyTo(frame, 12 + head.Length);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Crc32(frame.AsSpan(0, frame.Length - 4)));
        return frame;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var one in bytes)
        {
            crc ^= one;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
