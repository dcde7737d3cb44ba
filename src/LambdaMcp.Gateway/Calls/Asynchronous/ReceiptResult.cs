using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Asynchronous;

/// <summary>A receipt in words, and as <c>structuredContent</c>.</summary>
internal sealed class ReceiptResult(string tool, JsonElement receipt) : McpResult
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        TextContent.WriteTo(
            writer, $"The call of {tool} was accepted and runs by itself (request {receipt.GetProperty("requestId"u8).GetString()}). Its outcome is not reported here: do not call it again to see one.");
        writer.WritePropertyName("structuredContent"u8);
        receipt.WriteTo(writer);
    }
}
