using Amazon.Lambda.Internal;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.EventStreams.Internal;

namespace Amazon.Lambda.Model;

/// <summary>
/// The pieces of a streamed answer: any number of <see cref="InvokeResponseStreamUpdate"/>, then one
/// <see cref="InvokeWithResponseStreamCompleteEvent"/>. Read them with <c>await foreach</c>, or subscribe and start processing.
/// A damaged frame raises <see cref="LambdaEventStreamException"/>.
/// </summary>
public sealed class InvokeWithResponseStreamResponseEvent : EnumerableEventOutputStream<IEventStreamEvent, LambdaEventStreamException>
{
    private volatile bool _isProcessing;

    /// <summary>Reads the pieces from <paramref name="stream"/>.</summary>
    public InvokeWithResponseStreamResponseEvent(Stream stream)
        : this(stream, null)
    {
    }

    /// <summary>Reads the pieces from <paramref name="stream"/> by way of <paramref name="eventStreamDecoder"/>.</summary>
    public InvokeWithResponseStreamResponseEvent(Stream stream, IEventStreamDecoder? eventStreamDecoder)
        : base(stream, eventStreamDecoder) =>
        Decoder.MessageReceived += (_, received) =>
        {
            var piece = ConvertMessageToEvent(received.Message);
            EventReceived?.Invoke(this, new EventStreamEventReceivedArgs<IEventStreamEvent>(piece));
            if (piece is InvokeResponseStreamUpdate update)
                PayloadChunkReceived?.Invoke(this, new EventStreamEventReceivedArgs<InvokeResponseStreamUpdate>(update));
            else if (piece is InvokeWithResponseStreamCompleteEvent complete)
                InvokeCompleteReceived?.Invoke(this, new EventStreamEventReceivedArgs<InvokeWithResponseStreamCompleteEvent>(complete));
        };

    /// <summary>Raised for every piece.</summary>
    public override event EventHandler<EventStreamEventReceivedArgs<IEventStreamEvent>>? EventReceived;

    /// <summary>Raised for every piece of the answer.</summary>
    public event EventHandler<EventStreamEventReceivedArgs<InvokeResponseStreamUpdate>>? PayloadChunkReceived;

    /// <summary>Raised at the end of the answer.</summary>
    public event EventHandler<EventStreamEventReceivedArgs<InvokeWithResponseStreamCompleteEvent>>? InvokeCompleteReceived;

    /// <inheritdoc />
    protected override IDictionary<string, Func<IEventStreamMessage, IEventStreamEvent>> EventMapping => StreamedAnswer.Events;

    /// <inheritdoc />
    protected override IDictionary<string, Func<IEventStreamMessage, LambdaEventStreamException>> ExceptionMapping =>
        StreamedAnswer.Exceptions;

    /// <inheritdoc />
    protected override bool IsProcessing
    {
        get => _isProcessing;
        set => _isProcessing = value;
    }
}
