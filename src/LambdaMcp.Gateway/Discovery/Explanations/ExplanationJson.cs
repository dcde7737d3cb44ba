using System.Text.Json;

namespace LambdaMcp.Gateway.Discovery.Explanations;

/// <summary>Writes explanations.</summary>
internal static class ExplanationJson
{
    public static void WriteMembers(Utf8JsonWriter writer, FunctionExplanation explanation)
    {
        writer.WriteString("function"u8, explanation.Function);
        if (explanation.Arn is { } arn)
            writer.WriteString("arn"u8, arn);
        writer.WriteBoolean("isTool"u8, explanation.Tools.Count > 0);
        writer.WriteStartArray("tools"u8);
        foreach (var tool in explanation.Tools)
            writer.WriteStringValue(tool);
        writer.WriteEndArray();
        writer.WriteString("summary"u8, explanation.Summary);
        writer.WriteStartArray("checks"u8);
        foreach (var check in explanation.Checks)
        {
            writer.WriteStartObject();
            writer.WriteString("check"u8, check.Name);
            writer.WriteString("outcome"u8, check.Passed switch { true => "passed", false => "failed", null => "noted" });
            writer.WriteString("message"u8, check.Detail);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
