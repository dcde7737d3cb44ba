using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Protocol;
using LambdaMcp.StdioBridge.JsonRpc;
using LambdaMcp.StdioClient;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.StdioBridge.Records;

/// <summary>Requests to the stdio server; of those that are calls a record is written, whichever way they came.</summary>
/// <param name="call">Sends the server a request (<see cref="StdioServerClient.CallAsync"/>).</param>
/// <param name="records">Takes the records.</param>
internal sealed class RecordedCalls(Func<McpRequest, CancellationToken, ValueTask<McpResult>> call, CallRecords records)
{
    /// <summary>Sends the server a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="look">What is looked at first; where that fails, so does the call.</param>
    /// <param name="cancellationToken">Cancelled when nobody wants the answer any more.</param>
    public ValueTask<McpResult> CallAsync(McpRequest request, Func<CancellationToken, ValueTask>? look, CancellationToken cancellationToken)
    {
        if (!records.IsOn || KindOf(request) is not { } kind)
            return SendAsync(request, look, cancellationToken);
        // Names are the caller's: only the server knows which of them it has, so none has metrics of its own.
        return records.WriteAsync(
            request, kind, NameIn(request, kind), () => ArgumentsIn(request), recorded => SendAsync(recorded, look, cancellationToken), isKnown: false);
    }

    /// <summary>Writes down that a caller wanted what is not there for it.</summary>
    public void Refuse(McpRequest request)
    {
        if (records.IsOn && KindOf(request) is { } kind)
            records.WriteUnknown(request, kind, NameIn(request, kind));
    }

    private async ValueTask<McpResult> SendAsync(McpRequest request, Func<CancellationToken, ValueTask>? look, CancellationToken cancellationToken)
    {
        try
        {
            if (look is not null)
                await look(cancellationToken);
            return await call(request, cancellationToken);
        }
        catch (ServerFailedException failure) when (request.Record is { } record)
        {
            record.Code = WordOf(failure.Failure);
            throw;
        }
    }

    private static InvocationKind? KindOf(McpRequest request) => request.Method switch
    {
        "tools/call" => InvocationKind.Tool,
        "prompts/get" => InvocationKind.Prompt,
        "resources/read" => InvocationKind.Resource,
        "completion/complete" => InvocationKind.Completion,
        _ => null,
    };

    // A URI's parts may be arguments, so it is one.
    private static string NameIn(McpRequest request, InvocationKind kind) => kind switch
    {
        InvocationKind.Resource => "",
        InvocationKind.Completion => Member.Text(Member.Of(request.Params, "ref"), "name") ?? "",
        _ => Member.Text(request.Params, "name") ?? "",
    };

    private static ReadOnlyMemory<byte> ArgumentsIn(McpRequest request)
    {
        var sent = Member.Of(request.Params, request.Method switch { "resources/read" => "uri", "completion/complete" => "argument", _ => "arguments" });
        return sent.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(sent).ToArray();
    }

    private static string WordOf(ServerFailure failure) => failure switch
    {
        ServerFailure.NotStarted => "not_started",
        ServerFailure.Ended => "ended",
        ServerFailure.TimedOut => "timed_out",
        ServerFailure.TooLong => "too_long",
        ServerFailure.TooLarge => "too_large",
        _ => "resting",
    };
}
