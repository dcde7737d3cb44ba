using System.Net;
using System.Text;

namespace ExampleServer.Tests;

/// <summary>A search service on this machine.</summary>
internal sealed class SearchService : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public SearchService(int status, string body, Action<HttpListenerResponse>? change = null)
    {
        Url = Listen();
        _serving = Task.Run(async () =>
        {
            while (_listener.IsListening)
            {
                try
                {
                    var context = await _listener.GetContextAsync();
                    using var reader = new StreamReader(context.Request.InputStream);
                    Requests.Add((context.Request.Headers["X-API-KEY"], await reader.ReadToEndAsync()));
                    context.Response.StatusCode = status;
                    change?.Invoke(context.Response);
                    context.Response.Close(Encoding.UTF8.GetBytes(body), willBlock: true);
                }
                catch (Exception ended) when (ended is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
            }
        });
    }

    public Uri Url { get; }

    public List<(string? Key, string Body)> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private Uri Listen()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}/";
        probe.Stop();
        _listener.Prefixes.Add(url);
        _listener.Start();
        return new(url + "search");
    }
}
