using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LambdaMcp.Telemetry.Tracing;

/// <summary>A W3C <c>traceparent</c> (https://www.w3.org/TR/trace-context/).</summary>
/// <param name="TraceId">32 hexadecimal digits, not all of them zero.</param>
/// <param name="ParentId">16 hexadecimal digits, not all of them zero.</param>
/// <param name="IsSampled">Whether whoever sent it records the trace.</param>
public readonly record struct TraceParent(string TraceId, string ParentId, bool IsSampled)
{
    private const int Length = 55;

    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    /// <summary>Reads one. Of later versions than 00 what follows a further hyphen is left out, as the specification has it.</summary>
    /// <param name="text">The header's value.</param>
    /// <param name="parent">What it says.</param>
    /// <returns>False for anything that is none: it must not go any further.</returns>
    public static bool TryParse([NotNullWhen(true)] string? text, out TraceParent parent)
    {
        parent = default;
        if (text is null || text.Length < Length || text[2] != '-' || text[35] != '-' || text[52] != '-')
            return false;
        var version = text.AsSpan(0, 2);
        var trace = text.AsSpan(3, 32);
        var span = text.AsSpan(36, 16);
        var flags = text.AsSpan(53, 2);
        if (!IsHex(version) || version is "ff" || !IsHex(trace) || !IsHex(span) || !IsHex(flags))
            return false;
        if (version is "00" ? text.Length != Length : text.Length > Length && text[Length] != '-')
            return false;
        if (trace.TrimStart('0').IsEmpty || span.TrimStart('0').IsEmpty)
            return false;
        parent = new(trace.ToString(), span.ToString(), (int.Parse(flags, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) & 1) == 1);
        return true;
    }

    /// <summary>The value in version 00.</summary>
    public override string ToString() => $"00-{TraceId}-{ParentId}-{(IsSampled ? "01" : "00")}";

    // Capitals are not allowed.
    internal static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept(Hex);
}
