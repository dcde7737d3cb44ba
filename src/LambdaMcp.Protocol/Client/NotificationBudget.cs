using System.Buffers;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.Protocol.Client;

/// <summary>
/// How many notifications a request may still send: some at once, and so many each second. A handler that says more is not heard, so
/// that it floods neither the client nor the log of events (MCP 2025-11-25, "Progress" and "Logging", security considerations).
/// </summary>
internal sealed class NotificationBudget(TimeProvider time)
{
    private const double Burst = 200;
    private const double PerSecond = 50;

    private readonly Lock _gate = new();
    private double _left = Burst;
    private long _countedAt = time.GetTimestamp();

    /// <summary>Writes a notification, unless too many have been sent.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="parameters">Its <c>params</c> as JSON.</param>
    /// <param name="message">The whole message, when the result is true.</param>
    public bool TryWrite(string method, ReadOnlyMemory<byte> parameters, out ReadOnlyMemory<byte> message)
    {
        message = default;
        if (!TryTake())
            return false;
        var json = new ArrayBufferWriter<byte>(256);
        JsonRpcWriter.WriteNotification(json, method, parameters.Span);
        message = json.WrittenMemory;
        return true;
    }

    /// <summary>Uses up one notification; false when there is none left now.</summary>
    public bool TryTake()
    {
        lock (_gate)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(Burst, _left + (time.GetElapsedTime(_countedAt, now).TotalSeconds * PerSecond));
            _countedAt = now;
            if (_left < 1)
                return false;
            _left--;
            return true;
        }
    }
}
