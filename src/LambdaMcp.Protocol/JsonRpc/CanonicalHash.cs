using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>A digest of a JSON value that does not depend on the order of members or on white space.</summary>
internal static class CanonicalHash
{
    public static void Add(IncrementalHash hash, JsonElement value)
    {
        hash.AppendData([(byte)value.ValueKind]);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    Add(hash, member.Name);
                    Add(hash, member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    Add(hash, item);
                break;
            case JsonValueKind.String:
                Add(hash, value.GetString()!);
                break;
            case JsonValueKind.Number:
                Add(hash, value.GetRawText());
                break;
        }

        hash.AppendData([0]);
    }

    /// <summary>Adds a text with its length before it, so that no two sequences of texts look the same.</summary>
    public static void Add(IncrementalHash hash, string text)
    {
        hash.AppendData(BitConverter.GetBytes(text.Length));
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }
}
