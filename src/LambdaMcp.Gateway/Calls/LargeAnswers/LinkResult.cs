using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.LargeAnswers;

/// <summary>A result that is a link to the answer, and a text for models that do not look at links.</summary>
internal sealed class LinkResult(string tool, AnswerLink link, TimeSpan lifetime) : McpResult
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("content"u8);
        writer.WriteStartObject();
        writer.WriteString("type"u8, "text"u8);
        writer.WriteString("text"u8, string.Create(
            CultureInfo.InvariantCulture,
            $"The answer of {tool} has {link.Size:N0} bytes, which is too large for a result. It can be fetched with a plain GET of the link for {lifetime.TotalMinutes:0} minutes."));
        writer.WriteEndObject();
        link.WriteTo(writer);
        writer.WriteEndArray();
    }
}
