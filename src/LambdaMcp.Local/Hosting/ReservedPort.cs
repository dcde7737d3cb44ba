using System.Net;
using System.Net.Sockets;

namespace LambdaMcp.Local.Hosting;

/// <summary>A port of this machine that is ours before anything answers there: the templates may name the URL.</summary>
internal sealed class ReservedPort : IDisposable
{
    private ReservedPort(Socket socket) => Socket = socket;

    /// <summary>Listening already; connections wait until somebody accepts them.</summary>
    public Socket Socket { get; }

    public int Number => ((IPEndPoint)Socket.LocalEndPoint!).Port;

    public string Url => $"http://127.0.0.1:{Number}";

    /// <param name="port">The port; 0 for one that is free.</param>
    /// <exception cref="StartupException">The port is taken.</exception>
    public static ReservedPort Take(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            // Two programs can be bound to one port; only one can listen.
            socket.Listen();
            return new(socket);
        }
        catch (SocketException exception)
        {
            socket.Dispose();
            throw new StartupException($"Port {port} is taken, so API Gateway cannot listen there: choose another with --port, or 0 for one that is free", exception);
        }
    }

    public void Dispose() => Socket.Dispose();
}
