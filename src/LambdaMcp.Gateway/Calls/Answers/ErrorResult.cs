using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A tool error, which the model sees and can act on (MCP 2025-11-25, "Error Handling" of tools).</summary>
/// <param name="code">A short code for programs, under <c>_meta</c>.</param>
/// <param name="message">What went wrong and what to do about it.</param>
internal sealed class ErrorResult(string code, string message) : McpResult
{
    public const string CodeKey = "lambda-mcp/error";

    public override bool IsError => true;

    /// <summary>The code.</summary>
    public string Code => code;

    public override void WriteMembers(Utf8JsonWriter writer)
    {
        TextContent.WriteTo(writer, message);
        writer.WriteBoolean("isError"u8, true);
    }

    public override bool HasMeta => true;

    public override void WriteMeta(Utf8JsonWriter writer) => writer.WriteString(CodeKey, code);
}
