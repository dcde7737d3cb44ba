using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>Writes what a function gets in a round after it asked for input: the client's answers, and its own state.</summary>
internal static class LaterRound
{
    public static void Write(Utf8JsonWriter writer, McpRequest request)
    {
        if (request.InputResponses.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("inputResponses"u8);
            request.InputResponses.WriteTo(writer);
        }

        if (request.RequestState is { } state)
            writer.WriteString("requestState"u8, state);
    }
}
