using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>
/// Where a hash key's items lie in a scan: an order that looks random, as on AWS, so that nobody comes to rely on one.
/// </summary>
internal static class KeyHash
{
    public static ulong Of(AttributeValue hashKey)
    {
        var bytes = hashKey switch
        {
            BinaryValue binary => binary.Bytes.ToArray(),
            _ => Encoding.UTF8.GetBytes(hashKey.ToString()!),
        };
        return BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(bytes));
    }

    /// <summary>The segment of a parallel scan that a hash lies in.</summary>
    public static int Segment(ulong hash, int segments) => (int)Math.BigMul(hash, (ulong)segments, out _);
}
