using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>
/// Equality as JSON Schema means it: numbers by value, strings by characters, objects without regard to order.
/// Throws <see cref="InsufficientExecutionStackException"/> on values that nest deeper than the stack is.
/// </summary>
internal sealed class JsonValueComparer : IEqualityComparer<JsonElement>
{
    private const int ComparedOneByOne = 8;

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
        RuntimeHelpers.EnsureSufficientExecutionStack();
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

        // UTF-8 again, so that "a" and its escaped form have one hash. A lone surrogate has no UTF-8, and no equal without escapes.
        var text = ArrayPool<char>.Shared.Rent(raw.Length);
        var decoded = text.AsSpan(0, JsonText.Decode(raw, text));
        var bytes = ArrayPool<byte>.Shared.Rent(raw.Length);
        var whole = Utf8.FromUtf16(decoded, bytes, out _, out var written, replaceInvalidSequences: false) == OperationStatus.Done;
        hash.AddBytes(whole ? bytes.AsSpan(0, written) : MemoryMarshal.AsBytes(decoded));
        ArrayPool<byte>.Shared.Return(bytes);
        ArrayPool<char>.Shared.Return(text);
    }

    private bool ArrayEquals(JsonElement x, JsonElement y)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
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
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var count = x.GetPropertyCount();
        if (count != y.GetPropertyCount())
            return false;
        return count <= ComparedOneByOne ? EachIn(x, y) : EachByName(x, y);
    }

    private bool EachIn(JsonElement x, JsonElement y)
    {
        // Every property has one partner, so that a name that occurs twice does not stand in for another.
        var taken = 0;
        foreach (var property in x.EnumerateObject())
        {
            var found = false;
            var bit = 1;
            foreach (var candidate in y.EnumerateObject())
            {
                if ((taken & bit) == 0 && TextEquals(JsonMarshal.GetRawUtf8PropertyName(property), JsonMarshal.GetRawUtf8PropertyName(candidate)))
                {
                    found = Equals(property.Value, candidate.Value);
                    taken |= bit;
                    break;
                }

                bit <<= 1;
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
            if (!others.Remove(JsonText.NameOf(property), out var other) || !Equals(property.Value, other))
                return false;
        }

        return true;
    }
}
