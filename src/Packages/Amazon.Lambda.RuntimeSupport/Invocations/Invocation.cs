using Amazon.Lambda.Core.ResponseStreaming;
using Amazon.Lambda.RuntimeSupport.Client;

namespace Amazon.Lambda.RuntimeSupport.Invocations;

/// <summary>One event on its way through the handler.</summary>
/// <param name="client">Where the answer goes.</param>
/// <param name="head">The event's headers.</param>
/// <param name="payload">The event; its buffer is used again once the handler is done.</param>
internal sealed class Invocation(RuntimeApiClient client, InvocationHead head, ArraySegment<byte> payload)
{
    public InvocationHead Head => head;

    public ReadOnlyMemory<byte> Payload => payload;

    public LambdaContext Context { get; } = new(head);

    /// <summary>The streamed answer, once it is opened.</summary>
    public StreamedAnswer? Stream { get; private set; }

    /// <summary>The event for a handler of streams, which may also ask <see cref="LambdaResponseStreamFactory"/> for its answer's.</summary>
    public MemoryStream OpenPayload()
    {
        LambdaResponseStreamFactory.SetOpener(prelude =>
        {
            StreamedAnswer stream = OpenStream(prelude);
            stream.Send();
            return stream;
        });
        return new MemoryStream(payload.Array!, payload.Offset, payload.Count, writable: false, publiclyVisible: true);
    }

    /// <summary>Begins a streamed answer; nothing is sent before its first write or its end.</summary>
    /// <param name="prelude">JSON of status and headers; empty for plain bytes.</param>
    /// <exception cref="InvalidOperationException">It was begun before.</exception>
    public StreamedAnswer OpenStream(ReadOnlySpan<byte> prelude)
    {
        if (Stream is not null)
            throw new InvalidOperationException("The answer of an invocation can be streamed only once.");
        return Stream = client.OpenStream(head.RequestId, prelude);
    }
}
