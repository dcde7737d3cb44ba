using System.Globalization;
using System.Text.Json;
using LambdaMcp.Protocol.Client;

namespace LambdaMcp.Gateway.Tasks;

/// <summary>
/// The way from a task to its client: progress becomes the status message that the next heartbeat writes, and everything else is
/// dropped, because tasks have no other notifications (SEP-2663, "Task Status Notifications").
/// </summary>
internal sealed class TaskProgress : IClientChannel
{
    private const int LongestMessage = 1024;
    private volatile string? _message;

    /// <summary>The latest message; null while there is none.</summary>
    public string? Message => _message;

    public ValueTask NotifyAsync(string method, ReadOnlyMemory<byte> parameters, CancellationToken cancellationToken)
    {
        if (method == "notifications/progress" && Describe(parameters) is { } message)
            _message = message.Length > LongestMessage ? message[..LongestMessage] : message;
        return default;
    }

    private static string? Describe(ReadOnlyMemory<byte> parameters)
    {
        using var document = JsonDocument.Parse(parameters);
        var root = document.RootElement;
        if (root.TryGetProperty("message"u8, out var message) && message.ValueKind == JsonValueKind.String && message.GetString() is { Length: > 0 } text)
            return text;
        if (!root.TryGetProperty("progress"u8, out var progress) || !progress.TryGetDouble(out var done))
            return null;
        return root.TryGetProperty("total"u8, out var total) && total.TryGetDouble(out var all)
            ? string.Create(CultureInfo.InvariantCulture, $"{done:0.##} of {all:0.##}")
            : string.Create(CultureInfo.InvariantCulture, $"Progress: {done:0.##}");
    }
}
