using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Calls.Contracts;

/// <summary>The contracts <c>payload</c> and <c>agentcore</c>: the arguments are the event, and any answer is understood.</summary>
/// <param name="invoker">Calls the function.</param>
/// <param name="contextOf">Makes the client context's <c>custom</c> map, in which the two differ.</param>
internal sealed class PayloadContract(ITargetInvoker invoker, Func<FunctionCall, IReadOnlyDictionary<string, string>> contextOf) : ITargetContract
{
    public async Task<FunctionAnswer> CallAsync(FunctionCall call, CancellationToken cancellationToken)
    {
        var (request, target) = (call.Request, call.Target);
        var invocation = new TargetRequest(target.FunctionArn, Event(request, call.Arguments()))
        {
            Custom = contextOf(call),
            Timeout = call.Timeout,
        };
        if (target.Streams)
            return await StreamAsync(call, invocation, cancellationToken);

        var response = await invoker.InvokeAsync(invocation, cancellationToken);
        return response.FunctionError is null
            ? Read(response.Payload, response.RequestId)
            : throw FunctionFailure.Of(target.Name, response.Payload);
    }

    /// <summary>The arguments; in a later round, when the function asked for input, together with what the client said.</summary>
    private static ReadOnlyMemory<byte> Event(McpRequest request, ReadOnlyMemory<byte> arguments)
    {
        // A function that never asks must not get another form of event because a client sends answers.
        if (!request.WasAsked)
            return arguments;
        var json = new ArrayBufferWriter<byte>(arguments.Length + 256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("arguments"u8);
            writer.WriteRawValue(arguments.Span, skipInputValidation: true);
            LaterRound.Write(writer, request);
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    private async Task<FunctionAnswer> StreamAsync(FunctionCall call, TargetRequest invocation, CancellationToken cancellationToken)
    {
        var progress = new ProgressRelay(call.Request);
        var decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        var answer = new ArrayBufferWriter<byte>();
        var isText = progress.IsWanted;
        await foreach (var item in invoker.InvokeStreamingAsync(invocation, cancellationToken))
        {
            switch (item)
            {
                case TargetChunk chunk:
                    if (answer.WrittenCount + chunk.Data.Length > call.LongestAnswer)
                        throw new TargetUnavailableException(TargetFailure.ResponseTooLarge, $"The stream is longer than {call.LongestAnswer:N0} bytes.");
                    answer.Write(chunk.Data.Span);
                    isText = isText && await TellAsync(progress, decoder, chunk.Data, answer.WrittenCount, cancellationToken);
                    break;
                case TargetStreamEnd { ErrorCode: null } end:
                    return Read(answer.WrittenMemory, end.RequestId);
                case TargetStreamEnd end:
                    throw FunctionFailure.Of(call.Target.Name, end);
            }
        }

        throw new TargetUnavailableException(TargetFailure.BrokenOff, "The stream has no end.");
    }

    /// <summary>Sends the text in a chunk; false when it is none.</summary>
    private static async ValueTask<bool> TellAsync(
        ProgressRelay progress, Decoder decoder, ReadOnlyMemory<byte> chunk, int received, CancellationToken cancellationToken)
    {
        var text = new char[Encoding.UTF8.GetMaxCharCount(chunk.Length)];
        int length;
        try
        {
            // What is left of a character waits in the decoder for the next chunk.
            length = decoder.GetChars(chunk.Span, text, flush: false);
        }
        catch (DecoderFallbackException)
        {
            return false;
        }

        if (length > 0)
            await progress.SendAsync(received, new string(text, 0, length), cancellationToken);
        return true;
    }

    private static FunctionAnswer Read(ReadOnlyMemory<byte> payload, string requestId) => new(AnswerJson.Parse(payload), payload, requestId, IsMcp: false);
}
