using System.Security.Cryptography;
using System.Text;

namespace LambdaMcp.Aws.Tables;

/// <summary>
/// An id as a part of a key. Ids may come from clients, and keys hold at most 1,024 bytes (partition keys 2,048) and use <c>#</c> as the
/// separator; what does not fit is kept as its hash. No two ids have the same text.
/// </summary>
internal static class KeyText
{
    private const int Longest = 512;
    private const char Hashed = '~';

    public static string Of(string id)
    {
        var bytes = Encoding.UTF8.GetBytes(id);
        return bytes.Length > Longest || id.StartsWith(Hashed) || id.Contains('#', StringComparison.Ordinal)
            ? Hashed + Convert.ToHexStringLower(SHA256.HashData(bytes))
            : id;
    }

    public static string OfSession(string id) => "session#" + Of(id);
}
