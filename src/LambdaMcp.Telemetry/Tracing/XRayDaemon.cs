using System.Net;
using System.Net.Sockets;

namespace LambdaMcp.Telemetry.Tracing;

/// <summary>
/// The X-Ray daemon beside a Lambda function, which takes segments by UDP and nobody waits for
/// (https://docs.aws.amazon.com/xray/latest/devguide/xray-api-sendingdata.html#xray-api-daemon).
/// </summary>
public sealed class XRayDaemon : IDisposable
{
    private const string Variable = "AWS_XRAY_DAEMON_ADDRESS";

    private readonly IPEndPoint _address;
    private readonly Lazy<Socket> _socket;

    private XRayDaemon(IPEndPoint address)
    {
        _address = address;
        _socket = new(() => new(_address.AddressFamily, SocketType.Dgram, ProtocolType.Udp) { Blocking = false });
    }

    /// <summary>The daemon that the environment names; null without one.</summary>
    /// <param name="variable">Gives a variable's value, or null.</param>
    public static XRayDaemon? Find(Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        return variable(Variable) is { Length: > 0 } text && AddressOf(text) is { } address ? new(address) : null;
    }

    /// <summary>Sends a document. One that cannot be sent is lost: a call never fails for its trace.</summary>
    public void Send(ReadOnlySpan<byte> document)
    {
        try
        {
            _socket.Value.SendTo(document, _address);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_socket.IsValueCreated)
            _socket.Value.Dispose();
    }

    // "127.0.0.1:2000", or "tcp:127.0.0.1:2000 udp:127.0.0.2:2001".
    private static IPEndPoint? AddressOf(string text)
    {
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!part.StartsWith("tcp:", StringComparison.Ordinal))
                return IPEndPoint.TryParse(part.StartsWith("udp:", StringComparison.Ordinal) ? part[4..] : part, out var address) && address.Port > 0 ? address : null;
        }

        return null;
    }
}
