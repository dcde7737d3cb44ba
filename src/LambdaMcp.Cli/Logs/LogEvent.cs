using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Logs;

/// <summary>A line that a function wrote.</summary>
/// <param name="Label">Which function.</param>
/// <param name="Time">When.</param>
/// <param name="Text">The line.</param>
internal sealed record LogEvent(string Label, DateTimeOffset Time, string Text)
{
    private static readonly string[] BadOutcomes = ["refused", "limited", "tool_error", "error", "conflict", "failed"];

    private static readonly string[] Platform = ["START RequestId: ", "END RequestId: ", "REPORT RequestId: ", "INIT_START ", "INIT_REPORT ", "EXTENSION\t", "TELEMETRY\t"];

    /// <summary>The line's members, where it is JSON.</summary>
    public JsonObject? Json { get; } = Parse(Text);

    /// <summary>Whether it is a record of a decision, a call or a registration.</summary>
    public bool IsRecord => Json?["audit"] is not null;

    /// <summary>How much it matters.</summary>
    public LogSeverity Severity => this switch
    {
        { IsRecord: true } => BadOutcomes.Contains(Member("outcome")) ? LogSeverity.Warning : LogSeverity.Information,
        { Json: not null } => Member("level")?.ToUpperInvariant() switch
        {
            "TRACE" or "DEBUG" => LogSeverity.Debug,
            "WARN" or "WARNING" => LogSeverity.Warning,
            "ERROR" or "CRITICAL" or "FATAL" => LogSeverity.Error,
            // Lambda's own lines, where its logs are JSON.
            null when Member("type")?.StartsWith("platform.", StringComparison.Ordinal) == true => LogSeverity.Debug,
            _ => LogSeverity.Information,
        },
        _ when Platform.Any(start => Text.StartsWith(start, StringComparison.Ordinal)) => LogSeverity.Debug,
        _ => LogSeverity.Information,
    };

    /// <summary>A member as text; null when there is none.</summary>
    public string? Member(string name) => Json?[name] is JsonValue value ? value.ToString() : null;

    /// <summary>The line as a person reads it, without its time and function.</summary>
    public string Summary()
    {
        if (Json is null)
            return Text.Replace("\t", "  ", StringComparison.Ordinal);
        if (!IsRecord)
            return Join(Member("level")?.ToUpperInvariant(), Member("message") ?? Text, Json["exception"] is JsonObject exception ? exception["message"]?.ToString() : Member("exception"));
        return Member("audit") switch
        {
            "decision" => Join(Member("outcome"), Member("principal"), Member("httpMethod"), Member("path"), Member("reason"), Member("fault"), Trace()),
            "invocation" => Join(Member("outcome"), Member("principal"), Member("kind"), Member("name") ?? Member("method"), Member("code"), Duration(), Member("target")?.Split(":function:")[^1] is { } target ? $"→ {target}" : null, Trace()),
            "registration" => Join(Member("outcome"), Member("principal"), Member("operation"), Member("name"), Trace()),
            var other => Join(other, Member("outcome"), Member("name"), Trace()),
        };
    }

    private string? Duration() => double.TryParse(Member("durationMs"), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) ? $"{ms.ToString("0", CultureInfo.InvariantCulture)} ms" : null;

    private string? Trace() => Member("traceId") is { } trace ? $"trace={trace}" : null;

    private static string Join(params string?[] parts) => string.Join("  ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static JsonObject? Parse(string text)
    {
        if (!text.StartsWith('{'))
            return null;
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
