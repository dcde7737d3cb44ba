using System.Text.Json;

namespace LambdaMcp.Local.Hosting;

/// <summary>Shows what functions write, each line behind the function's name.</summary>
internal sealed class FunctionLog(TextWriter output, bool verbose)
{
    public void Write(string function, string line)
    {
        if (!verbose && (IsFrame(line) || IsQuiet(line)))
            return;
        lock (output)
            output.WriteLine($"{function} | {line}");
    }

    /// <summary>What Lambda writes around each invocation.</summary>
    private static bool IsFrame(string line) =>
        line.StartsWith("START RequestId: ", StringComparison.Ordinal) || line.StartsWith("END RequestId: ", StringComparison.Ordinal)
        || line.StartsWith("REPORT RequestId: ", StringComparison.Ordinal) || line.StartsWith("INIT_START ", StringComparison.Ordinal);

    /// <summary>A record of what happened, or a structured line of the log below Warning. What is not structured is shown: it is most often a crash.</summary>
    private static bool IsQuiet(string line)
    {
        if (!line.StartsWith('{'))
            return false;
        try
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.TryGetProperty("audit", out _)
                || (document.RootElement.TryGetProperty("level", out var level)
                && level.ToString().ToUpperInvariant() is "TRACE" or "DEBUG" or "INFO" or "INFORMATION");
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
