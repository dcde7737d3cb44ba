namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>The beginning of what a function said, for messages.</summary>
internal static class Excerpt
{
    private const int Longest = 4_000;

    public static string Of(string text, int longest = Longest)
    {
        if (text.Length <= longest)
            return text;
        // Half of a surrogate pair could not be written.
        var end = char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return $"{text[..end]}…";
    }
}
