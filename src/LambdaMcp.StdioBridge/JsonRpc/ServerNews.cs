using System.Text;
using LambdaMcp.StdioClient;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>
/// What the server tells without being asked: that lists changed, and resources. It goes to the endpoint whose stream is open; what comes when none is
/// waits for the next, each thing once.
/// </summary>
internal sealed class ServerNews
{
    // Who was not heard of for so long has to look anew anyway.
    private const int MostWaiting = 200;

    // Such news have a URI at most.
    private const int LongestWaiting = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _waiting = [];
    private MessageStream? _stream;

    public ServerNews(StdioServerClient server) => server.Notified += Tell;

    /// <summary>Sends to a stream, until it is said to end.</summary>
    public void Begin(MessageStream stream)
    {
        lock (_gate)
        {
            _stream = stream;
            foreach (var message in _waiting.Values)
                stream.Send(message);
            _waiting.Clear();
        }
    }

    /// <summary>Sends to a stream no more.</summary>
    public void End(MessageStream stream)
    {
        lock (_gate)
        {
            if (_stream == stream)
                _stream = null;
        }
    }

    private void Tell(string method, ReadOnlyMemory<byte> parameters)
    {
        var message = MessageWriter.Notification(method, parameters);
        lock (_gate)
        {
            if (_stream?.Send(message) != true && _waiting.Count < MostWaiting && message.Length <= LongestWaiting)
                _waiting[Encoding.UTF8.GetString(message.Span)] = message;
        }
    }
}
