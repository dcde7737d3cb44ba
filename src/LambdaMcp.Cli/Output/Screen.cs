namespace LambdaMcp.Cli.Output;

/// <summary>Where results go: to a person's eyes, or into another program.</summary>
/// <param name="Writer">Takes the text.</param>
/// <param name="IsTerminal">Whether a person reads it.</param>
/// <param name="HasColors">Whether bold letters are understood.</param>
internal sealed record Screen(TextWriter Writer, bool IsTerminal, bool HasColors)
{
    /// <summary>How many letters go into a line, for tables that are cut to it.</summary>
    public int Width { get; init; } = 120;

    public static Screen OfProcess()
    {
        var isTerminal = !Console.IsOutputRedirected;
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") == "dumb";
        return new(Console.Out, isTerminal, isTerminal && !plain) { Width = isTerminal && Console.WindowWidth > 40 ? Console.WindowWidth : 120 };
    }

    public void Line(string text) => Writer.WriteLine(text);

    /// <summary>Writes a value and what it is: aligned for a person, tab-separated for a program.</summary>
    public void Pair(string name, string value) => Line(IsTerminal ? $"{name,-12} {Plain(value)}" : $"{name}\t{Plain(value)}");

    /// <summary>Writes a table: with a heading and aligned for a person, one line of tab-separated values a row for a program.</summary>
    public void Table(IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (!IsTerminal)
        {
            foreach (var row in rows)
                Line(string.Join('\t', row.Select(Plain)));
            return;
        }

        var widths = heading.Select((title, column) => rows.Select(row => row[column].Length).Append(title.Length).Max()).ToArray();
        // The last column takes what is left of the line.
        widths[^1] = Math.Min(widths[^1], Math.Max(20, Width - widths[..^1].Sum(width => width + 2)));
        var title = Aligned(heading, widths);
        Line(Bold(title));
        foreach (var row in rows)
            Line(Aligned(row, widths));
    }

    /// <summary>A text without control characters: what others wrote into the table must not steer a terminal, or part a row.</summary>
    public static string Plain(string text) => text.Any(char.IsControl)
        ? string.Concat(text.Select(character => char.IsControl(character) ? '?' : character))
        : text;

    /// <summary>Writes a text of others as it is; in a terminal without what would steer it.</summary>
    public void Text(string text) => Line(IsTerminal ? string.Join('\n', text.Split('\n').Select(line => Plain(line.TrimEnd('\r').Replace('\t', ' ')))) : text);

    /// <summary>Bold letters, where they are understood.</summary>
    public string Bold(string text) => HasColors ? $"\e[1m{text}\e[0m" : text;

    private static string Aligned(IReadOnlyList<string> cells, int[] widths) =>
        string.Join("  ", cells.Select((cell, column) => Cut(Plain(cell), widths[column]).PadRight(widths[column]))).TrimEnd();

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
