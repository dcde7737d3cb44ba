namespace LambdaMcp.Local.DynamoDb.Wire;

/// <summary>The checksum (IEEE 802.3) that DynamoDB sends with every answer, and that AWS's SDKs check.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(static index => Shift((uint)index))];

    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
            sum = Table[(byte)sum ^ value] ^ (sum >> 8);
        return ~sum;
    }

    private static uint Shift(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : 0xEDB88320 ^ (value >> 1);
        return value;
    }
}
