using System.Buffers;
using System.Text.Json;
using LambdaMcp.Protocol;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Gateway.Batches;

/// <summary>Tells a client that asked for progress of each call that came to its end.</summary>
internal sealed class BatchProgress(McpRequest request, int total) : IDisposable
{
    // Progress must not go back, whichever call ends first.
    private readonly SemaphoreSlim _turn = new(1);
    private int _ended;

    public void Dispose() => _turn.Dispose();

    public async ValueTask ReportAsync(string name, CancellationToken cancellationToken)
    {
        if (request.ProgressToken is not { } progressToken)
            return;
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await request.Client.NotifyAsync(NotificationMethods.ProgressNotification, Write(progressToken, ++_ended, name), cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private ReadOnlyMemory<byte> Write(JsonElement progressToken, int ended, string name)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WritePropertyName("progressToken"u8);
        progressToken.WriteTo(writer);
        writer.WriteNumber("progress"u8, ended);
        writer.WriteNumber("total"u8, total);
        writer.WriteString("message"u8, $"{name} has answered.");
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }
}
