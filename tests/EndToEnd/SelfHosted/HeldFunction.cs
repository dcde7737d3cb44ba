using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EndToEnd.SelfHosted;

/// <summary>Lambda with one function, <c>held-call</c>, which answers when the test lets it.</summary>
internal sealed class HeldFunction : IDisposable
{
    private const string Described =
        """{"FunctionName":"held-call","FunctionArn":"arn:aws:lambda:eu-central-1:123456789012:function:held-call","Description":"Waits.","Version":"$LATEST"}""";

    private readonly HttpListener _listener;
    private readonly TaskCompletionSource _invoked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldFunction()
    {
        (_listener, Url) = Listen();
        _ = ServeAsync();
    }

    public string Url { get; }

    public Task Invoked => _invoked.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);

    public void Release() => _released.TrySetResult();

    public void Dispose()
    {
        Release();
        _listener.Close();
    }

    private static (HttpListener Listener, string Url) Listen()
    {
        for (var attempt = 1; ; attempt++)
        {
            string url;
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                url = $"http://127.0.0.1:{((IPEndPoint)probe.LocalEndpoint).Port}";
            }

            var listener = new HttpListener { Prefixes = { $"{url}/" } };
            try
            {
                listener.Start();
                return (listener, url);
            }
            catch (HttpListenerException) when (attempt < 5)
            {
                // Somebody took the port meanwhile.
            }
        }
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                _ = AnswerAsync(await _listener.GetContextAsync());
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        var body = $$"""{"Functions":[{{Described}}]}""";
        if (context.Request.HttpMethod == "POST")
        {
            _invoked.TrySetResult();
            await _released.Task;
            body = """{"waited":true}""";
        }

        var bytes = Encoding.UTF8.GetBytes(body);
        context.Response.ContentType = "application/json";
        try
        {
            await context.Response.OutputStream.WriteAsync(bytes);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // The server that asked was ended.
        }
    }
}
