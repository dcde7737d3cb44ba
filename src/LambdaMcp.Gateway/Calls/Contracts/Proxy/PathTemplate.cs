using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>A path in which <c>{name}</c> stands for an argument. A value stays in the segment where it is put: none can lead to another path.</summary>
/// <param name="text">The template as it is written, which API Gateway calls the resource.</param>
internal sealed class PathTemplate(string text)
{
    // What is encoded more often is hostile: each time costs as much as the text is long.
    private const int MostEncodings = 4;

    private readonly Part[][] _segments = [.. text.Split('/').Skip(1).Select(Read)];

    public string Text => text;

    public IEnumerable<string> Arguments => _segments.SelectMany(parts => parts).Where(part => part.IsArgument).Select(part => part.Text);

    /// <summary>The path that the arguments give, percent-encoded, and the values in it, as they are.</summary>
    /// <exception cref="CallFailedException">An argument is missing, or is no part of a segment.</exception>
    public (string Path, Dictionary<string, string> Values) Fill(string tool, JsonElement arguments)
    {
        var path = new StringBuilder();
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var segment in _segments)
        {
            path.Append('/');
            var plain = new StringBuilder();
            foreach (var part in segment)
            {
                if (!part.IsArgument)
                {
                    path.Append(part.Text);
                    plain.Append(part.Text);
                    continue;
                }

                var value = ArgumentText.Find(arguments, part.Text) is { } given ? ArgumentText.Of(given) : throw Missing(tool, part.Text);
                if (!IsSafe(value))
                    throw Unsafe(tool, part.Text);
                values[part.Text] = value;
                path.Append(Uri.EscapeDataString(value));
                plain.Append(value);
            }

            // Two values can make together what neither is.
            if (segment.FirstOrDefault(part => part.IsArgument) is { IsArgument: true } argument && !IsSafe(plain.ToString()))
                throw Unsafe(tool, argument.Text);
        }

        return (path.Length == 0 ? "/" : path.ToString(), values);
    }

    // A step to another path, or what a server would take for several segments once it decoded it, even when it decodes twice.
    private static bool IsSafe(string value)
    {
        for (var time = 0; time < MostEncodings; time++)
        {
            if (value is "" or "." or ".." || value.AsSpan().ContainsAny('/', '\\') || value.Any(char.IsControl))
                return false;
            if (!value.Contains('%', StringComparison.Ordinal))
                return true;
            var decoded = Uri.UnescapeDataString(value);
            if (decoded == value)
                return true;
            value = decoded;
        }

        return false;
    }

    private static Part[] Read(string segment)
    {
        var parts = new List<Part>();
        for (var at = 0; at < segment.Length;)
        {
            var open = segment.IndexOf('{', at);
            var close = open < 0 ? -1 : segment.IndexOf('}', open);
            if (close < 0)
            {
                parts.Add(new(segment[at..], IsArgument: false));
                break;
            }

            if (open > at)
                parts.Add(new(segment[at..open], IsArgument: false));
            parts.Add(new(segment[(open + 1)..close], IsArgument: true));
            at = close + 1;
        }

        return [.. parts];
    }

    private static CallFailedException Missing(string tool, string argument) => new(
        "invalid_arguments", $"{tool} needs the argument {argument}: it is part of the address that is called.");

    private static CallFailedException Unsafe(string tool, string argument) => new(
        "invalid_arguments",
        $"The argument {argument} of {tool} is part of the address that is called, so it must not be empty, . or .., nor have slashes, backslashes or control characters, encoded or not.");

    private readonly record struct Part(string Text, bool IsArgument);
}
