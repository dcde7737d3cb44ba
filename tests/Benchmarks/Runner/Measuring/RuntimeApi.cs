using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Runner.Measuring;

/// <summary>
/// A Runtime API for one process: hands out the same event again and again. Threads that block and bytes made beforehand keep its own
/// share of what is measured small.
/// </summary>
internal sealed class RuntimeApi : IDisposable
{
    private static readonly byte[] Accepted = "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 16\r\n\r\n{\"status\":\"OK\"}\n"u8.ToArray();

    private readonly Subject _subject;
    private readonly Func<int, bool> _eventAsked;
    private readonly Action<int> _answered;
    private readonly Action<string> _failed;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int _handedOut;
    private int _answers;

    /// <param name="subject">What to hand out, and what to get back.</param>
    /// <param name="eventAsked">Told the number of events handed out when the next is asked for; false leaves the process waiting.</param>
    /// <param name="answered">Told the number of earlier answers when another right one has arrived.</param>
    /// <param name="failed">Told of an answer that is not right.</param>
    public RuntimeApi(Subject subject, Func<int, bool> eventAsked, Action<int> answered, Action<string> failed)
    {
        (_subject, _eventAsked, _answered, _failed) = (subject, eventAsked, answered, failed);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => _listener.LocalEndPoint!.ToString()!;

    public void Dispose() => _listener.Dispose();

    private void Accept()
    {
        try
        {
            while (true)
            {
                var socket = _listener.Accept();
                socket.NoDelay = true;
                new Thread(() => Serve(socket)) { IsBackground = true }.Start();
            }
        }
        catch (SocketException)
        {
            // Disposed: the measurement is over.
        }
        catch (ObjectDisposedException)
        {
            // Likewise.
        }
    }

    private void Serve(Socket socket)
    {
        using var connection = new HttpConnection(socket);
        try
        {
            while (connection.Read() is { } request)
                Answer(connection, request);
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            // The process ended, or was ended.
        }
        catch (Exception exception)
        {
            _failed(exception.Message);
        }
    }

    private void Answer(HttpConnection connection, HttpRequest request)
    {
        if (request is { Method: "GET", Path: "/2018-06-01/runtime/invocation/next" })
        {
            if (_eventAsked(_handedOut))
                connection.Send(Invocation(_handedOut++));
            return;
        }

        if (request.Method == "POST" && request.Path.EndsWith("/response", StringComparison.Ordinal) && IsRight(request.Body))
            _answered(_answers++);
        else
            _failed($"{request.Method} {request.Path}: {Encoding.UTF8.GetString(request.Body, 0, Math.Min(request.Body.Length, 1000))}");
        connection.Send(Accepted);
    }

    private bool IsRight(byte[] body) =>
        _answers == 1 && _subject.Listing is not null
            ? body.AsSpan().IndexOf(Subject.Listed.Span) >= 0
            : body.AsSpan().IndexOf(_subject.Answer.Span) >= 0 && _subject.IsRight(body);

    private byte[] Invocation(int number)
    {
        var content = number == 1 && _subject.Listing is { } listing ? listing : _subject.Event;
        var head = $"""
            HTTP/1.1 200 OK
            Content-Type: application/json
            Lambda-Runtime-Aws-Request-Id: 00000000-0000-0000-0000-{number:000000000000}
            Lambda-Runtime-Deadline-Ms: {DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds()}
            Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:us-east-1:123456789012:function:benchmark
            Lambda-Runtime-Trace-Id: Root=1-00000000-000000000000000000000000;Sampled=0
            Content-Length: {content.Length}


            """;
        return [.. Encoding.ASCII.GetBytes(head.ReplaceLineEndings("\r\n")), .. content.Span];
    }
}
