using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Protocol.JsonRpc;

/// <summary>A digest of a JSON value that does not depend on the order of members or on white space.</summary>
public static class CanonicalHash
{
    /// <summary>Adds a value.</summary>
    public static void Add(IncrementalHash hash, JsonElement value)
    {
        hash.AppendData([(byte)value.ValueKind]);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).ToArray();
                Add(hash, members.Length);
                foreach (var member in members)
                {
                    Add(hash, member.Name);
                    Add(hash, member.Value);
                }

                break;
            case JsonValueKind.Array:
                Add(hash, value.GetArrayLength());
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
    }

    /// <summary>Adds a text with its length before it, so that no two sequences of texts look the same.</summary>
    public static void Add(IncrementalHash hash, string text)
    {
        Add(hash, text.Length);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    // How much follows stands before it: an end mark could also be a part of what follows, and two values would have one digest.
    private static void Add(IncrementalHash hash, int count) => hash.AppendData(BitConverter.GetBytes(count));
}
