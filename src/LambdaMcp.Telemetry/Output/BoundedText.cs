namespace LambdaMcp.Telemetry.Output;

/// <summary>Text from outside, no longer than a record has room for.</summary>
internal static class BoundedText
{
    /// <summary>The text, or its beginning and an ellipsis.</summary>
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = most - 1;
        // Half of a character is none.
        if (char.IsHighSurrogate(text[end - 1]))
            end--;
        return string.Concat(text.AsSpan(0, end), "\u2026");
    }
}
