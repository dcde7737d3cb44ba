using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>A function's wish to be called again by a worker: <c>{"resultType":"task","requestState":"…"}</c>.</summary>
/// <param name="state">What the function wants back; null for nothing.</param>
internal sealed class TaskRequestedResult(string? state) : McpResult
{
    public string? State => state;

    /// <summary>Whether a function's answer is such a wish, and nothing that happens to look like it.</summary>
    public static bool TryRead(JsonElement answer, [NotNullWhen(true)] out TaskRequestedResult? result)
    {
        result = null;
        if (answer.ValueKind != JsonValueKind.Object ||
            !answer.TryGetProperty("resultType"u8, out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals("task"u8))
        {
            return false;
        }

        string? state = null;
        foreach (var member in answer.EnumerateObject())
        {
            if (member.NameEquals("requestState"u8) && member.Value.ValueKind == JsonValueKind.String)
                state = member.Value.GetString();
            else if (!member.NameEquals("resultType"u8))
                return false;
        }

        result = new(state);
        return true;
    }

    // The endpoint never sends it.
    public override void WriteMembers(Utf8JsonWriter writer) => throw new InvalidOperationException("A function's wish is no result.");
}
