using System.Text.Json;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>
/// A handler's wish to ask the client something first. The endpoint carries it out as the client's revision wants: as an
/// <c>input_required</c> result with a sealed state, or as requests on the stream whose answers it waits for. Either way the handler
/// runs again, with <see cref="McpRequest.InputResponses"/> and <see cref="McpRequest.RequestState"/> set.
/// </summary>
/// <param name="requests">What to ask; may be empty when there is a state.</param>
/// <param name="state">What the handler wants back with the answers, as it stands; null for nothing.</param>
public sealed class InputRequiredResult(IReadOnlyList<InputRequest> requests, string? state) : McpResult
{
    /// <summary>What to ask.</summary>
    public IReadOnlyList<InputRequest> Requests { get; } = requests;

    /// <summary>What the handler wants back; the endpoint seals it before a client sees it.</summary>
    public string? State { get; } = state;

    /// <inheritdoc/>
    public override string ResultType => "input_required";

    /// <inheritdoc/>
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        if (Requests.Count > 0)
            InputRequestsJson.Write(writer, Requests);
        if (State is not null)
            writer.WriteString("requestState"u8, State);
    }
}
