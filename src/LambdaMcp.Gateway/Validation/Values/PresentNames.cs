using System.Text.Json;

namespace LambdaMcp.Gateway.Validation.Values;

/// <summary>Notes in a set of bits which names of a table an object has.</summary>
internal static class PresentNames
{
    public const int InlineWords = 4;

    public const int InlineNames = InlineWords * 64;

    public static int Words(int names) => (names + 63) / 64;

    public static bool Has(ReadOnlySpan<ulong> bits, int name) => (bits[name >> 6] & (1UL << (name & 63))) != 0;

    /// <returns>How many of the names the object has.</returns>
    public static int Mark(NameTable names, JsonElement value, Span<ulong> bits)
    {
        bits.Clear();
        var count = 0;
        foreach (var property in value.EnumerateObject())
        {
            var name = names.Find(property);
            if (name < 0 || Has(bits, name))
                continue;
            bits[name >> 6] |= 1UL << (name & 63);
            count++;
        }

        return count;
    }
}
