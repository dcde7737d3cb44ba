using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>What a client must have declared before it may be asked something.</summary>
internal static class ClientAbility
{
    /// <summary>The capabilities that the requests need and the client lacks, as a <c>ClientCapabilities</c> object; null when it lacks none.</summary>
    public static JsonElement? Missing(JsonElement capabilities, IReadOnlyList<InputRequest> requests)
    {
        var missing = requests.Select(Needed).Where(path => !Has(capabilities, path)).Distinct().ToArray();
        return missing.Length == 0 ? null : Describe(missing);
    }

    private static (string Capability, string? Part) Needed(InputRequest request) => request.Method switch
    {
        RequestMethods.ElicitationCreate => ("elicitation", Mode(request.Params)),
        "sampling/createMessage" => ("sampling", request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("tools"u8, out _) ? "tools" : null),
        _ => ("roots", null),
    };

    private static string Mode(JsonElement parameters) =>
        parameters.ValueKind == JsonValueKind.Object && parameters.TryGetProperty("mode"u8, out var mode) && mode.ValueKind == JsonValueKind.String
            ? mode.GetString()!
            : "form";

    private static bool Has(JsonElement capabilities, (string Capability, string? Part) needed)
    {
        if (capabilities.ValueKind != JsonValueKind.Object ||
            !capabilities.TryGetProperty(needed.Capability, out var declared) || declared.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        // Elicitation that names no mode means forms (MCP 2025-11-25, "Elicitation", capabilities).
        return needed.Part is null || declared.TryGetProperty(needed.Part, out _) ||
            (needed.Part == "form" && !declared.TryGetProperty("url"u8, out _));
    }

    private static JsonElement Describe((string Capability, string? Part)[] missing) => WrittenJson.ObjectOf(writer =>
    {
        foreach (var capability in missing.GroupBy(path => path.Capability))
        {
            writer.WriteStartObject(capability.Key);
            foreach (var (_, part) in capability.Where(path => path.Part is not null))
            {
                writer.WriteStartObject(part!);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
        }
    });
}
