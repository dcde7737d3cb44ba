using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.StdioClient.Wire;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>The log level of a server that has one for all requests: the most that one of them wanted to hear. Each request hears what it wants of that.</summary>
internal sealed class ServerLogLevel(ServerHandshake handshake, ServerLine line)
{
    private readonly Lock _gate = new();
    private string? _level;

    /// <summary>Has the server say enough for a request.</summary>
    public void Suit(McpRequest request)
    {
        if (handshake.IsStateless || !handshake.Has("logging"))
            return;
        lock (_gate)
        {
            if (request.Method == "logging/setLevel")
            {
                _level = request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("level"u8, out var asked) &&
                    asked.ValueKind == JsonValueKind.String ? asked.GetString() : _level;
            }
            else if (request.LogLevel is { } wanted && LogLevels.IsKnown(wanted) && (_level is null || !LogLevels.Admits(wanted, _level)))
            {
                _level = wanted;
                line.Tell("logging/setLevel", writer => writer.WriteString("level"u8, wanted));
            }
        }
    }
}
