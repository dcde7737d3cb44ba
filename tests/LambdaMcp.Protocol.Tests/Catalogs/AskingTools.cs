using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>Two tools, <c>ask</c> and <c>other</c>, that ask the client before they answer with what they got.</summary>
internal sealed class AskingTools(params InputRequest[] requests) : IToolCatalog
{
    private static readonly string[] Names = ["ask", "other"];

    /// <summary>What is asked for in most tests: a form.</summary>
    public static InputRequest Form { get; } = new("name", "elicitation/create", Json("""{"mode":"form","message":"Who?","requestedSchema":{"type":"object","properties":{}}}"""));

    /// <summary>What the tool wants back; null for nothing.</summary>
    public string? State { get; init; } = "the tool's own state";

    /// <summary>The requests that reached the tool.</summary>
    public List<McpRequest> Calls { get; } = [];

    public ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) => new([]);

    public ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        if (!Names.Contains(name))
            return default;
        Calls.Add(request);
        return request.InputResponses.ValueKind == JsonValueKind.Undefined && request.RequestState is null
            ? new(new InputRequiredResult(requests, State))
            : new(new Round(request));
    }

    public static JsonElement Json(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private sealed class Round(McpRequest request) : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteString("state"u8, request.RequestState);
            if (request.InputResponses.ValueKind == JsonValueKind.Undefined)
                return;
            writer.WritePropertyName("responses"u8);
            request.InputResponses.WriteTo(writer);
        }
    }
}
