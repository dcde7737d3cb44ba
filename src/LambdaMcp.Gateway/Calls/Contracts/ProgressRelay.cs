using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>Passes a function's progress on to a client that asked for it (MCP 2025-11-25, "Progress"): what does not go forward is left out.</summary>
internal sealed class ProgressRelay(McpRequest request)
{
    private readonly JsonElement? _token = request.ProgressToken;
    private double _last = double.NegativeInfinity;

    /// <summary>Whether the client asked for progress.</summary>
    public bool IsWanted => _token is not null;

    /// <summary>Passes on the <c>params</c> of a <c>notifications/progress</c>.</summary>
    public ValueTask SendAsync(JsonElement parameters, CancellationToken cancellationToken)
    {
        if (!parameters.TryGetProperty("progress"u8, out var progress) || progress.ValueKind != JsonValueKind.Number || !Advances(progress.GetDouble()))
            return default;
        return SendAsync(
            writer => FunctionMembers.Write(writer, FunctionMembers.Of(parameters).Where(IsPassedOn)),
            cancellationToken);
    }

    /// <summary>Sends a text as progress.</summary>
    /// <param name="progress">How far the function is, in whatever unit.</param>
    /// <param name="message">The text.</param>
    /// <param name="cancellationToken">Cancelled when the request is.</param>
    public ValueTask SendAsync(long progress, string message, CancellationToken cancellationToken)
    {
        if (!Advances(progress))
            return default;
        return SendAsync(
            writer =>
            {
                writer.WriteNumber("progress"u8, progress);
                writer.WriteString("message"u8, message);
            },
            cancellationToken);
    }

    private static bool IsPassedOn(JsonProperty member) =>
        member.Name is "progress" or "_meta" ||
        (member.Name == "total" && member.Value.ValueKind == JsonValueKind.Number) ||
        (member.Name == "message" && member.Value.ValueKind == JsonValueKind.String);

    private bool Advances(double progress)
    {
        if (_token is null || !double.IsFinite(progress) || progress <= _last)
            return false;
        _last = progress;
        return true;
    }

    private ValueTask SendAsync(Action<Utf8JsonWriter> writeMembers, CancellationToken cancellationToken)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("progressToken"u8);
            _token!.Value.WriteTo(writer);
            writeMembers(writer);
            writer.WriteEndObject();
        }

        return request.Client.NotifyAsync("notifications/progress", json.WrittenMemory, cancellationToken);
    }
}
