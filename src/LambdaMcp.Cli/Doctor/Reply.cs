using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Doctor;

/// <summary>What came for an HTTP request.</summary>
/// <param name="Status">The status; 0 where no answer came.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The body.</param>
/// <param name="Fault">Why no answer came.</param>
internal sealed record Reply(int Status, HttpResponseHeaders? Headers, string Body, string? Fault)
{
    private const int Shown = 160;

    /// <summary>The body's JSON, also where it stands in an event stream; null where it is none.</summary>
    public JsonObject? Json { get; } = Parse(Body);

    /// <summary>What came, in a line.</summary>
    public string Text => Status == 0 ? Fault! : Body.Length == 0 ? $"{Status}" : $"{Status} {Screen.Plain(Body.Length > Shown ? Body[..Shown] + "…" : Body.TrimEnd())}";

    public string? Header(string name) => Headers is { } headers && headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private static JsonObject? Parse(string body)
    {
        var text = body.Split('\n').LastOrDefault(line => line.StartsWith("data: {", StringComparison.Ordinal))?["data: ".Length..] ?? body;
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
