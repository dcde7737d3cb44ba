using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>
/// Equality as JSON Schema means it: numbers by value, strings by characters, objects without regard to order.
/// </summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    public static JsonValueComparer Instance { get; } = new();

    public bool Equals(JsonElement x, JsonElement y)
    {
        if (x.ValueKind != y.ValueKind)
            return false;
        switch (x.ValueKind)
        {
            case JsonValueKind.Number:
                return JsonMarshal.GetRawUtf8Value(x).SequenceEqual(JsonMarshal.GetRawUtf8Value(y))
                    || new ExactNumber(x).CompareTo(new ExactNumber(y)) == 0;
            case JsonValueKind.String:
                return TextEquals(JsonText.RawOf(x), JsonText.RawOf(y));
            case JsonValueKind.Array:
                return ArrayEquals(x, y);
            case JsonValueKind.Object:
                return ObjectEquals(x, y);
            default:
                return true;
        }
    }

    public int GetHashCode(JsonElement value)
    {
        var hash = new HashCode();
        hash.Add(value.ValueKind);
        switch (value.ValueKind)
        {
            case JsonValueKind.Number:
                new ExactNumber(value).AddTo(ref hash);
                break;
            case JsonValueKind.String:
                AddText(JsonText.RawOf(value), ref hash);
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                    hash.Add(GetHashCode(item));
                break;
            case JsonValueKind.Object:
                var sum = 0;
                foreach (var property in value.EnumerateObject())
                {
                    var member = new HashCode();
                    AddText(JsonMarshal.GetRawUtf8PropertyName(property), ref member);
                    member.Add(GetHashCode(property.Value));
                    sum += member.ToHashCode();
                }

                hash.Add(sum);
                break;
        }

        return hash.ToHashCode();
    }

    public static bool TextEquals(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        if (!JsonText.HasEscapes(x) && !JsonText.HasEscapes(y))
            return x.SequenceEqual(y);
        var left = ArrayPool<char>.Shared.Rent(x.Length + y.Length);
        var length = JsonText.Decode(x, left);
        var right = left.AsSpan(length);
        var equal = left.AsSpan(0, length).SequenceEqual(right[..JsonText.Decode(y, right)]);
        ArrayPool<char>.Shared.Return(left);
        return equal;
    }

    private static void AddText(ReadOnlySpan<byte> raw, ref HashCode hash)
    {
        if (!JsonText.HasEscapes(raw))
        {
            hash.AddBytes(raw);
            return;
        }

        // Bytes again, so that "a" and its escaped form have one hash.
        hash.AddBytes(Encoding.UTF8.GetBytes(Decoded(raw)));
    }

    private static string Decoded(ReadOnlySpan<byte> raw)
    {
        var text = new char[raw.Length];
        return new string(text, 0, JsonText.Decode(raw, text));
    }

    private bool ArrayEquals(JsonElement x, JsonElement y)
    {
        if (x.GetArrayLength() != y.GetArrayLength())
            return false;
        var other = y.EnumerateArray();
        foreach (var item in x.EnumerateArray())
        {
            other.MoveNext();
            if (!Equals(item, other.Current))
                return false;
        }

        return true;
    }

    private bool ObjectEquals(JsonElement x, JsonElement y)
    {
        var count = x.GetPropertyCount();
        if (count != y.GetPropertyCount())
            return false;
        return count <= 8 ? EachIn(x, y) : EachByName(x, y);
    }

    private bool EachIn(JsonElement x, JsonElement y)
    {
        foreach (var property in x.EnumerateObject())
        {
            var found = false;
            foreach (var candidate in y.EnumerateObject())
            {
                if (TextEquals(JsonMarshal.GetRawUtf8PropertyName(property), JsonMarshal.GetRawUtf8PropertyName(candidate)))
                    found = Equals(property.Value, candidate.Value);
                if (found)
                    break;
            }

            if (!found)
                return false;
        }

        return true;
    }

    private bool EachByName(JsonElement x, JsonElement y)
    {
        var others = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in y.EnumerateObject())
            others[JsonText.NameOf(property)] = property.Value;
        foreach (var property in x.EnumerateObject())
        {
            if (!others.TryGetValue(JsonText.NameOf(property), out var other) || !Equals(property.Value, other))
                return false;
        }

        return true;
    }
}
