using System.Collections.Frozen;
using System.Globalization;
using LambdaMcp.Telemetry.Arguments;

namespace LambdaMcp.Telemetry;

/// <summary>What is written down of decisions and invocations.</summary>
public sealed record TelemetryOptions
{
    private const int UsualTools = 50;

    // CloudWatch's own rule for a namespace: 255 characters of these, and none of its own.
    private const int LongestNamespace = 255;

    /// <summary>Whether anything is written at all.</summary>
    public bool IsOn { get; init; } = true;

    /// <summary>The program's name: the dimension <c>Service</c> of every metric.</summary>
    public string Service { get; init; } = "mcp";

    /// <summary>The CloudWatch namespace of the metrics in the records; null: there are none.</summary>
    public string? Namespace { get; init; }

    /// <summary>How many tools have metrics under their own names; further ones share one, <c>other</c>.</summary>
    public int MostTools { get; init; } = UsualTools;

    /// <summary>What a record has of a call's arguments.</summary>
    public ArgumentForm Arguments { get; init; } = ArgumentForm.Digest;

    /// <summary>Whether digests are made: not without a key that outlives the process, where many processes write one log.</summary>
    public bool DigestsArguments { get; init; } = true;

    /// <summary>The members whose values stand in the record where <see cref="Arguments"/> is <see cref="ArgumentForm.Redacted"/>.</summary>
    public IReadOnlySet<string> ArgumentNames { get; init; } = FrozenSet<string>.Empty;

    /// <summary>Reads the options from the environment.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    /// <param name="service">The program's name, unless <c>POWERTOOLS_SERVICE_NAME</c> gives one.</param>
    /// <exception cref="FormatException">A value cannot be used; the message names the variable and the way out.</exception>
    public static TelemetryOptions Read(Func<string, string?> variable, string service)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return new()
        {
            IsOn = Word(variable, "MCP_AUDIT", ("on", true), ("off", false)),
            Service = variable("POWERTOOLS_SERVICE_NAME") is { Length: > 0 } name ? name : service,
            Namespace = NamespaceOf(variable),
            MostTools = ToolsOf(variable("MCP_METRICS_TOOLS")),
            Arguments = Word(
                variable, "MCP_AUDIT_ARGUMENTS", ("digest", ArgumentForm.Digest), ("redacted", ArgumentForm.Redacted), ("none", ArgumentForm.None)),
            ArgumentNames = (variable("MCP_AUDIT_ARGUMENT_NAMES") ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .ToFrozenSet(StringComparer.Ordinal),
        };
    }

    // An empty variable is a choice here: no metrics. Without one, CloudWatch is there to read them on Lambda alone.
    private static string? NamespaceOf(Func<string, string?> variable)
    {
        if (variable("MCP_METRICS_NAMESPACE") is not { } text)
            return variable("AWS_LAMBDA_FUNCTION_NAME") is { Length: > 0 } ? "LambdaMcp" : null;
        text = text.Trim();
        if (text.Length == 0)
            return null;
        return text.Length <= LongestNamespace && text.All(static character => char.IsAsciiLetterOrDigit(character) || "._-/#:".Contains(character)) &&
            !text.StartsWith("AWS/", StringComparison.Ordinal)
            ? text
            : throw new FormatException($"MCP_METRICS_NAMESPACE is '{text}'; it must be at most {LongestNamespace} letters, digits and . _ - / # :, and not begin with AWS/.");
    }

    private static int ToolsOf(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return UsualTools;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 1000
            ? number
            : throw new FormatException($"MCP_METRICS_TOOLS is '{text}'; it must be a whole number from 0 to 1000.");
    }

    private static T Word<T>(Func<string, string?> variable, string name, params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        if (variable(name)?.Trim() is not { Length: > 0 } text)
            return words[0].Meaning;
        foreach (var (word, meaning) in words)
        {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase))
                return meaning;
        }

        var all = string.Join(", ", words.ToArray().Select(choice => choice.Word));
        throw new FormatException($"{name} is '{text}'; it must be one of {all}.");
    }
}
