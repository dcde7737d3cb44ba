using System.Text;
using Amazon.Lambda.RuntimeSupport.Errors;
using Amazon.Lambda.RuntimeSupport.Invocations;

namespace Amazon.Lambda.RuntimeSupport.Client;

/// <summary>The calls of the Lambda Runtime API, version 2018-06-01.</summary>
internal sealed class RuntimeApiClient(RuntimeApiEndpoint endpoint) : IDisposable
{
    private const int InitialEvent = 32 * 1024;
    private const int LargestKeptEvent = 1024 * 1024;
    private const string Json = "application/json";
    private const string ErrorJson = "application/vnd.aws.lambda.error+json";

    private readonly RuntimeApiConnection _connection = new(endpoint);
    private readonly byte[] _nextRequest = Encoding.ASCII.GetBytes($"GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: {endpoint}\r\n\r\n");
    private readonly Lock _gate = new();
    private byte[] _event = new byte[InitialEvent];
    private byte[] _acknowledgement = new byte[512];
    private bool _waiting;
    private bool _stopped;

    /// <summary>Waits for the next event; null when the client was stopped.</summary>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with an error.</exception>
    public Invocation? Next()
    {
        if (_event.Length > LargestKeptEvent)
            _event = new byte[InitialEvent];
        try
        {
            RuntimeApiReply reply = Exchange(_nextRequest, default, ref _event, interruptible: true);
            if (reply.Status != 200)
                throw new IOException($"The Runtime API answered the request for an event with status {reply.Status}.");
            return new Invocation(this, reply.Head, reply.Body);
        }
        catch (IOException) when (_stopped)
        {
            return null;
        }
    }

    /// <summary>Hands in an answer. One that Lambda refuses, say because it is too large, is logged: Lambda has told the caller.</summary>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public void Respond(Invocation invocation, ReadOnlyMemory<byte> answer) =>
        Post($"invocation/{invocation.Head.RequestId}/response", $"Content-Type: {Json}\r\n", answer, invocation.Head.RequestId);

    /// <summary>Reports that the handler failed, by the trailers of its stream where it opened one.</summary>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public void ReportError(Invocation invocation, Exception error)
    {
        if (invocation.Stream is not null)
        {
            Finish(invocation, error);
            return;
        }

        Post($"invocation/{invocation.Head.RequestId}/error", ErrorHeaders(error), ErrorDocument.Write(error), invocation.Head.RequestId);
    }

    /// <summary>Reports that the function cannot start.</summary>
    /// <exception cref="IOException">The Runtime API does not answer, or answers with a server error.</exception>
    public void ReportInitializationError(Exception error) => Post("init/error", ErrorHeaders(error), ErrorDocument.Write(error), requestId: null);

    /// <summary>Begins a streamed answer; its head waits for the first send.</summary>
    public StreamedAnswer OpenStream(string requestId, ReadOnlySpan<byte> prelude)
    {
        string type = prelude.IsEmpty ? "application/octet-stream" : "application/vnd.awslambda.http-integration-response";
        _connection.Open();
        _connection.Append(Encoding.ASCII.GetBytes(
            $"POST /2018-06-01/runtime/invocation/{requestId}/response HTTP/1.1\r\nHost: {endpoint}\r\nContent-Type: {type}\r\n" +
            "Lambda-Runtime-Function-Response-Mode: streaming\r\nTransfer-Encoding: chunked\r\n" +
            "Trailer: Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body\r\n\r\n"));
        StreamedAnswer stream = new(_connection);
        if (!prelude.IsEmpty)
            stream.AppendPrelude(prelude);
        return stream;
    }

    /// <summary>Ends a streamed answer and waits until the Runtime API has it. A connection that broke ended this answer, not the function.</summary>
    public void Finish(Invocation invocation, Exception? error = null)
    {
        try
        {
            if (error is null)
                invocation.Stream!.End();
            else
                invocation.Stream!.Fail(error);
            RuntimeApiReply reply = _connection.Receive(ref _acknowledgement);
            if (reply.Status >= 300)
                FunctionLog.Write(Refused("response", reply), invocation.Head.RequestId);
        }
        catch (IOException broken)
        {
            _connection.Close();
            FunctionLog.Write(broken, invocation.Head.RequestId);
        }
    }

    /// <summary>Lets <see cref="Next"/> return null; may be called from any thread, also more than once.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            if (_waiting)
                _connection.Interrupt();
        }
    }

    public void Dispose() => _connection.Dispose();

    private static string ErrorHeaders(Exception error) =>
        $"Content-Type: {ErrorJson}\r\nLambda-Runtime-Function-Error-Type: {ErrorDocument.TypeOf(error)}\r\n";

    private void Post(string path, string headers, ReadOnlyMemory<byte> body, string? requestId)
    {
        byte[] head = Encoding.UTF8.GetBytes(
            $"POST /2018-06-01/runtime/{path} HTTP/1.1\r\nHost: {endpoint}\r\n{headers}Content-Length: {body.Length}\r\n\r\n");
        RuntimeApiReply reply = Exchange(head, body, ref _acknowledgement, interruptible: false);
        if (reply.Status < 300)
            return;
        if (reply.Status >= 500)
            throw Refused(path, reply);
        FunctionLog.Write(Refused(path, reply), requestId);
    }

    private static IOException Refused(string path, RuntimeApiReply reply) =>
        new($"The Runtime API answered '{path}' with status {reply.Status}: {Encoding.UTF8.GetString(reply.Body)}");

    /// <summary>One request and its reply, once more on a new connection where the kept one turns out to be closed.</summary>
    private RuntimeApiReply Exchange(ReadOnlySpan<byte> head, ReadOnlyMemory<byte> body, ref byte[] buffer, bool interruptible)
    {
        while (true)
        {
            _connection.Open();
            bool reused = _connection.IsReused;
            try
            {
                _connection.Append(head);
                _connection.Append(body.Span);
                _connection.Send();
                return interruptible ? ReceiveUnlessStopped(ref buffer) : _connection.Receive(ref buffer);
            }
            catch (IOException) when (reused && !_stopped)
            {
                _connection.Close();
            }
        }
    }

    private RuntimeApiReply ReceiveUnlessStopped(ref byte[] buffer)
    {
        SetWaiting(true);
        try
        {
            return _connection.Receive(ref buffer);
        }
        finally
        {
            SetWaiting(false);
        }
    }

    private void SetWaiting(bool waiting)
    {
        lock (_gate)
        {
            if (waiting && _stopped)
                throw new IOException("The function was stopped.");
            _waiting = waiting;
        }
    }
}
