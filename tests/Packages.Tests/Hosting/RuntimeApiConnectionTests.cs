using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Lambda.RuntimeSupport.Client;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Packages.Tests.Hosting;

/// <summary>What no well-behaved server sends, and what an old connection does.</summary>
public sealed class RuntimeApiConnectionTests
{
    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nlambda-runtime-aws-request-id: r-1\r\ncontent-length: 3\r\n\r\n|{ }")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id:r-1\r\nTransfer-Encoding: chunked\r\n\r\n1\r|\n{\r\n2;x=y\r\n }\r\n0\r\nTrailer: 1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\nConnection: close\r\nContent-Length: 3\r\n\r\n{| }")]
    public async Task An_event_in_any_framing_and_in_any_pieces_is_read(string reply)
    {
        using Peer peer = new();
        Task served = peer.ServeAsync(reply.Split('|'));

        Invocation invocation = await Task.Run(() => peer.Client.Next(), TestContext.Current.CancellationToken) ?? throw new InvalidOperationException();

        await served;
        Assert.Equal("r-1", invocation.Head.RequestId);
        Assert.Equal("{ }", Encoding.UTF8.GetString(invocation.Payload.Span));
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n")]
    [InlineData("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n{}")]
    public async Task What_is_not_an_event_is_an_error(string reply)
    {
        using Peer peer = new();
        Task served = peer.ServeAsync([reply]);

        await Assert.ThrowsAnyAsync<IOException>(() => Task.Run(() => peer.Client.Next(), TestContext.Current.CancellationToken));

        await served;
    }

    [Fact]
    public async Task A_kept_connection_that_was_closed_meanwhile_is_made_anew()
    {
        const string reply = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: r-1\r\nContent-Length: 2\r\n\r\n{}";
        using Peer peer = new();
        for (int i = 0; i < 3; i++)
        {
            Task served = peer.ServeAsync([reply]);
            Assert.NotNull(await Task.Run(() => peer.Client.Next(), TestContext.Current.CancellationToken));
            await served;
        }
    }

    [Fact]
    public void Where_nothing_listens_the_error_names_the_place()
    {
        using RuntimeApiClient client = new(new RuntimeApiEndpoint("127.0.0.1", 1));

        IOException error = Assert.Throws<IOException>(() => client.Next());

        Assert.Contains("127.0.0.1:1", error.Message, StringComparison.Ordinal);
    }

    /// <summary>Answers one request on each connection with the given pieces and closes it.</summary>
    private sealed class Peer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

        public Peer()
        {
            _listener.Start();
            Client = new RuntimeApiClient(new RuntimeApiEndpoint("127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port));
        }

        public RuntimeApiClient Client { get; }

        public async Task ServeAsync(string[] pieces)
        {
            using TcpClient connection = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            connection.NoDelay = true;
            NetworkStream stream = connection.GetStream();
            await stream.ReadAtLeastAsync(new byte[64], 64, cancellationToken: TestContext.Current.CancellationToken);
            foreach (string piece in pieces)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(piece), TestContext.Current.CancellationToken);
                await Task.Yield();
            }
        }

        public void Dispose()
        {
            Client.Dispose();
            _listener.Dispose();
        }
    }
}
