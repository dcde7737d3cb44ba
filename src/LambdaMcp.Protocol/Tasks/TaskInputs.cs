using System.Text.Json;
using LambdaMcp.Protocol.InputRounds;

namespace LambdaMcp.Protocol.Tasks;

/// <summary>What a task asks of its client, and what its next round gets.</summary>
public sealed record TaskInputs
{
    /// <summary>Nothing asked, nothing answered.</summary>
    public static TaskInputs None { get; } = new();

    /// <summary>The requests that are still open, under keys that are unique in the task's life.</summary>
    public IReadOnlyList<InputRequest> Open { get; init; } = [];

    /// <summary>The answers so far, an object under the keys that the handler chose; undefined while there are none.</summary>
    public JsonElement Responses { get; init; }

    /// <summary>What the handler wants back with the answers; no client ever sees it.</summary>
    public string? State { get; init; }
}
