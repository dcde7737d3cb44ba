using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Output;

/// <summary>JSON as it is shown: over several lines for a person, in one for a program.</summary>
internal static class JsonText
{
    // Letters of all writings stay readable; nothing here goes into HTML.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Json(this Screen screen, JsonNode? value) => screen.Line(Of(value, screen.IsTerminal));

    public static string Of(JsonNode? value, bool indented) => value?.ToJsonString(indented ? Indented : Compact) ?? "null";
}
