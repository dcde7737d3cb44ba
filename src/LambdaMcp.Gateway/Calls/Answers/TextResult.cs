using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A result that is one text.</summary>
internal sealed class TextResult(string text) : McpResult
{
    public override void WriteMembers(Utf8JsonWriter writer) => TextContent.WriteTo(writer, text);
}
