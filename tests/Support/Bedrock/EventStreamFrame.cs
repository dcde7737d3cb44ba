using System.Buffers.Binary;
using System.Text;
using System.Text.Json.Nodes;

namespace Support.Bedrock;

/// <summary>Writes messages of <c>application/vnd.amazon.eventstream</c>, after its published description.</summary>
internal static class EventStreamFrame
{
    private const byte TextHeader = 7;

    public static byte[] Of(string type, JsonObject payload) => Encode(
        [(":event-type", type), (":content-type", "application/json"), (":message-type", "event")], Encoding.UTF8.GetBytes(payload.ToJsonString()));

    public static byte[] OfException(string type, string message) => Encode(
        [(":exception-type", type), (":content-type", "application/json"), (":message-type", "exception")],
        Encoding.UTF8.GetBytes(new JsonObject { ["message"] = message }.ToJsonString()));

    private static byte[] Encode(IEnumerable<(string Name, string Value)> headers, byte[] payload)
    {
        var head = new List<byte>();
        foreach (var (name, value) in headers)
            head.AddRange([(byte)name.Length, .. Encoding.ASCII.GetBytes(name), TextHeader, 0, (byte)value.Length, .. Encoding.ASCII.GetBytes(value)]);
        var frame = new byte[16 + head.Count + payload.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame, frame.Length);
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(4), head.Count);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), Checksum(frame.AsSpan(0, 8)));
        head.CopyTo(frame, 12);
        payload.CopyTo(frame, 12 + head.Count);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(frame.Length - 4), Checksum(frame.AsSpan(0, frame.Length - 4)));
        return frame;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var checksum = uint.MaxValue;
        foreach (var octet in bytes)
        {
            checksum ^= octet;
            for (var bit = 0; bit < 8; bit++)
                checksum = (checksum & 1) == 0 ? checksum >> 1 : (checksum >> 1) ^ 0xEDB88320;
        }

        return ~checksum;
    }
}
