using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Calls.Asynchronous;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.InputRounds;
using LambdaMcp.Protocol.Tasks;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Arguments;
using LambdaMcp.Telemetry.Records;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using MetaKeys = ModelContextProtocol.Protocol.MetaKeys;

namespace LambdaMcp.Gateway.Calls.Records;

/// <summary>Writes down each call: who called what with which outcome. What is said while the call is made is added to <see cref="McpRequest.Record"/>.</summary>
/// <param name="log">Takes the records.</param>
/// <param name="digest">Makes digests of arguments.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Hears of digests that cannot be made.</param>
public sealed partial class CallRecords(AuditLog log, ArgumentDigest digest, TimeProvider time, ILogger<CallRecords> logger)
{
    // Loading the key must not hold up an answer for long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>Whether anything is written down.</summary>
    public bool IsOn => log.Options.IsOn;

    /// <summary>Makes a call and writes it down, however it ends.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="kind">What is called.</param>
    /// <param name="name">What clients call it.</param>
    /// <param name="arguments">What it is called with: JSON, as the client sent it.</param>
    /// <param name="call">Makes the call; the request it is given has the record, whose <see cref="Invocation.Code"/> may say why it fails.</param>
    /// <param name="isKnown">Whether a catalog has the name, so that it may have metrics of its own.</param>
    /// <returns>What the call gives.</returns>
    public async ValueTask<T> WriteAsync<T>(
        McpRequest request, InvocationKind kind, string name, Func<ReadOnlyMemory<byte>> arguments, Func<McpRequest, ValueTask<T>> call, bool isKnown = true)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(call);
        if (!IsOn)
            return await call(request);
        var record = Describe(request, kind, name, isKnown);
        var started = time.GetTimestamp();
        // Beside the call, for the first one may have to load the key.
        var given = log.WantsArguments ? arguments() : default;
        var digested = DigestAsync(given);
        try
        {
            var result = await call(request with { Record = record });
            End(record, result);
            return result;
        }
        catch (Exception exception)
        {
            Fail(record, exception);
            throw;
        }
        finally
        {
            record.Duration = time.GetElapsedTime(started);
            record.ArgumentDigest = await digested;
            Write(record, given);
        }
    }

    /// <summary>Writes down a call that is not made, because nothing of that name is there for the caller.</summary>
    /// <param name="request">The client's request.</param>
    /// <param name="kind">What was to be called.</param>
    /// <param name="name">What the client called it; empty where that may say more than a name does, as URIs do.</param>
    public void WriteUnknown(McpRequest request, InvocationKind kind, string name)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (!IsOn)
            return;
        var record = Describe(request, kind, name, isKnown: false);
        (record.Outcome, record.Code) = (InvocationOutcome.Refused, "unknown");
        log.Write(record);
    }

    /// <summary>Starts a task and writes that down, also where it cannot be started.</summary>
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="taskId">The task's id.</param>
    /// <param name="start">Starts it.</param>
    internal ValueTask<T> WriteTaskAsync<T>(McpRequest request, string taskId, Func<ValueTask<T>> start) => WriteAsync(
        request, InvocationKind.Task, request.Params.GetProperty("name"u8).GetString()!, () => ArgumentsOf(request),
        recorded =>
        {
            if (recorded.Record is { } record)
                record.TaskId = taskId;
            return start();
        });

    private static ReadOnlyMemory<byte> ArgumentsOf(McpRequest request) =>
        request.Params.TryGetProperty("arguments"u8, out var sent) ? JsonMarshal.GetRawUtf8Value(sent).ToArray() : default;

    private static Invocation Describe(McpRequest request, InvocationKind kind, string name, bool isKnown) => new(kind, name)
    {
        IsKnown = isKnown,
        Method = request.Method,
        Principal = request.Principal,
        Origin = request.Origin,
        SessionId = request.Session?.Id,
        ClientInfo = ClientInfoOf(request),
        ProtocolVersion = request.ProtocolVersion,
        Set = request.Set,
        TraceParent = request.TraceParent,
        TaskId = request.TaskId,
    };

    private static JsonElement ClientInfoOf(McpRequest request) =>
        request.Session?.ClientInfo is { } said ? said
        : request.Params.ValueKind == JsonValueKind.Object && request.Params.TryGetProperty("_meta"u8, out var meta) &&
            meta.ValueKind == JsonValueKind.Object && meta.TryGetProperty(MetaKeys.ClientInfo, out var sent) ? sent
        : default;

    private static void End<T>(Invocation record, T result)
    {
        record.Outcome = result switch
        {
            InputRequiredResult => InvocationOutcome.InputRequired,
            TaskRequestedResult => InvocationOutcome.TaskRequired,
            TaskCreatedResult => InvocationOutcome.Started,
            ReceiptResult => InvocationOutcome.Accepted,
            // The model is told what is wrong with what it sent, and nothing was called.
            ErrorResult { Code: "invalid_arguments" } => InvocationOutcome.Refused,
            McpResult { IsError: true } => InvocationOutcome.ToolError,
            _ => InvocationOutcome.Ok,
        };
        if (result is ErrorResult error)
            record.Code = error.Code;
    }

    private static void Fail(Invocation record, Exception exception) => (record.Outcome, record.Code) = exception switch
    {
        TooManyCallsException => (InvocationOutcome.Refused, InvocationCodes.TooManyCalls),
        CallFailedException failed => (InvocationOutcome.Error, failed.Code),
        McpProtocolException error => (InvocationOutcome.Error, ((int)error.ErrorCode).ToString(CultureInfo.InvariantCulture)),
        OperationCanceledException => (InvocationOutcome.Cancelled, null),
        _ => (InvocationOutcome.Error, record.Code ?? "server_failed"),
    };

    private void Write(Invocation record, ReadOnlyMemory<byte> given)
    {
        if (log.Options.Arguments != ArgumentForm.Redacted || given.IsEmpty)
        {
            log.Write(record);
            return;
        }

        using var arguments = Read(given);
        record.Arguments = arguments?.RootElement ?? default;
        log.Write(record);
    }

    // A record that lacks them is better than a call that fails for it.
    private static JsonDocument? Read(ReadOnlyMemory<byte> given)
    {
        try
        {
            return JsonDocument.Parse(given);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<string?> DigestAsync(ReadOnlyMemory<byte> arguments)
    {
        if (arguments.IsEmpty || !log.Options.DigestsArguments)
            return null;
        try
        {
            using var patience = new CancellationTokenSource(Patience);
            return await digest.OfAsync(arguments, patience.Token);
        }
        catch (Exception exception)
        {
            // The call is worth a record without it.
            LogUndigested(exception);
            return null;
        }
    }

    [LoggerMessage(50, LogLevel.Warning, "A record has no digest of the call's arguments, because the key for it could not be read")]
    private partial void LogUndigested(Exception exception);
}
