using System.Buffers;
using System.IO.Pipelines;

namespace LambdaMcp.Local.Lambda;

/// <summary>A runtime's answer to one event as it arrives at the Runtime API.</summary>
internal sealed class RuntimeResponse
{
    // Stands in for an answer that came too late to be taken.
    private static readonly HttpContext Closed = new DefaultHttpContext();

    private readonly TaskCompletionSource _received = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpContext? _context;
    private Pipe? _stream;

    /// <summary>True from the first byte of an answer or error on.</summary>
    public bool Begun => Volatile.Read(ref _context) is not null;

    /// <summary>Completes when all of it is here, or no more will come.</summary>
    public Task Received => _received.Task;

    /// <summary>True when the connection broke within it.</summary>
    public bool Broken { get; private set; }

    public bool Streamed => _stream is not null;

    public string ContentType { get; private set; } = "application/json";

    public ReadOnlyMemory<byte> Buffered { get; private set; }

    /// <summary>What the runtime reported, or what was wrong with its answer.</summary>
    public FunctionFailure? Failure { get; private set; }

    /// <summary>False when this event was answered already.</summary>
    public bool TryBegin(HttpContext context) => Interlocked.CompareExchange(ref _context, context, null) is null;

    /// <summary>Reads a buffered answer; false when it is larger than Lambda allows.</summary>
    public async Task<bool> ReceiveAsync(HttpRequest request)
    {
        var fits = true;
        await ReceivingAsync(request, async cancellation =>
        {
            ContentType = request.ContentType ?? ContentType;
            if (await ReadAsync(request, cancellation) is { } body)
                Buffered = body;
            else
                Failure = FunctionFailure.TooLarge();
            fits = Failure is null;
        });
        return fits;
    }

    /// <summary>Reads the error that a runtime posts in place of an answer.</summary>
    public Task ReceiveErrorAsync(HttpRequest request) => ReceivingAsync(request, async cancellation =>
        Failure = FunctionFailure.Reported(request.Headers["Lambda-Runtime-Function-Error-Type"], await ReadAsync(request, cancellation) ?? default));

    /// <summary>Passes an answer on as it is written; <paramref name="begin"/> gets its reading end at once.</summary>
    public Task ReceiveStreamAsync(HttpRequest request, Action<string, Stream> begin)
    {
        ContentType = request.ContentType ?? "application/octet-stream";
        _stream = new Pipe();
        begin(ContentType, _stream.Reader.AsStream());
        return ReceivingAsync(request, async cancellation =>
        {
            await CopyAsync(request, _stream.Writer, cancellation);
            if (request.SupportsTrailers() && request.GetTrailer("Lambda-Runtime-Function-Error-Type") is { Count: > 0 } type)
                Failure ??= FunctionFailure.Reported(type, DecodeBase64(request.GetTrailer("Lambda-Runtime-Function-Error-Body")));
        });
    }

    /// <summary>Ends the reading of it from outside, or keeps it from beginning; returns when it has ended.</summary>
    public async Task AbandonAsync()
    {
        if (Interlocked.CompareExchange(ref _context, Closed, null) is not { } context)
            return;
        context.Abort();
        await Received;
    }

    /// <summary>Lets the reader of a streamed answer see its end. To be called when all is received.</summary>
    public void EndStream() => _stream?.Writer.Complete();

    /// <summary>The whole body, or null when it is larger than a buffered answer may be.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        var body = new MemoryStream();
        while (await request.BodyReader.ReadAsync(cancellation) is var read)
        {
            foreach (var segment in read.Buffer)
                body.Write(segment.Span);
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (body.Length > InvocationLimits.BufferedResponse)
                return null;
            if (read.IsCompleted)
                break;
        }
        return body.ToArray();
    }

    private async Task CopyAsync(HttpRequest request, PipeWriter writer, CancellationToken cancellation)
    {
        long length = 0;
        var wanted = true;
        while (await request.BodyReader.ReadAsync(cancellation) is var read)
        {
            length += read.Buffer.Length;
            if (length > InvocationLimits.StreamedResponse)
                Failure ??= FunctionFailure.StreamTooLarge();
            if (wanted && Failure is null && !read.Buffer.IsEmpty)
            {
                foreach (var segment in read.Buffer)
                    writer.Write(segment.Span);
                // When nobody reads any more the function still runs to its end, as on Lambda.
                wanted = !(await writer.FlushAsync(cancellation)).IsCompleted;
            }
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }
    }

    private async Task ReceivingAsync(HttpRequest request, Func<CancellationToken, Task> receive)
    {
        try
        {
            await receive(request.HttpContext.RequestAborted);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            Broken = true;
        }
        finally
        {
            _received.TrySetResult();
        }
    }

    private static byte[] DecodeBase64(string? text)
    {
        var bytes = new byte[text?.Length ?? 0];
        return Convert.TryFromBase64String(text ?? "", bytes, out var count) ? bytes[..count] : [];
    }
}
