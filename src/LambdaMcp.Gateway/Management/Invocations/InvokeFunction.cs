using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Gateway.Management.Invocations;

/// <summary><c>invoke_function</c>: calls an imported function with an event as it is given, and tells what Lambda logged.</summary>
internal sealed class InvokeFunction(ManagedFunctions functions, ITargetInvoker invoker, TimeProvider time)
    : ManagementTool("invoke_function", "Invoke Lambda function with specified parameters", isReadOnly: false, Input, Output)
{
    // What is left of the endpoint's own time to put the answer on its way.
    private static readonly TimeSpan Reserve = TimeSpan.FromSeconds(1);

    private static readonly JsonElement Input = Schema("""
        {"type":"object","properties":{
        "function_name":{"type":"string","minLength":1,"maxLength":256,"description":"Name of Lambda function to invoke, or its ARN; list_functions has them."},
        "payload":{"type":"object","description":"Function input parameters."},
        "invocation_type":{"enum":["RequestResponse","Event"],"default":"RequestResponse","description":"Synchronous (RequestResponse) or asynchronous (Event) invocation."},
        "log_type":{"enum":["None","Tail"],"default":"None","description":"Tail: include the last 4 KB of the function's logs in the response, with durations and memory."}},
        "required":["function_name","payload"],"additionalProperties":false}
        """);

    private static readonly JsonElement Output = Schema("""
        {"type":"object","properties":{"execution_result":{"type":"object","properties":{
        "status_code":{"type":"integer","description":"200 for an answer, 202 for an event that Lambda has taken."},
        "payload":{"description":"What the function answered."},
        "function_error":{"type":"string","description":"Unhandled or Handled, when the function failed; the payload then says how."},
        "request_id":{"type":"string"},
        "logs":{"type":"array","items":{"type":"string"}},
        "duration_ms":{"type":"number"},"billed_duration_ms":{"type":"number"},"memory_size_mb":{"type":"number"},
        "memory_used_mb":{"type":"number"},"init_duration_ms":{"type":"number"}},
        "required":["status_code"]}},"required":["execution_result"]}
        """);

    protected override async ValueTask<McpResult> ManageAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken)
    {
        var function = await functions.FindAsync(request, Text(arguments, "function_name")!, cancellationToken);
        var payload = arguments.GetProperty("payload"u8);
        if (PayloadCheck.FindFaults(function, payload) is { Count: > 0 } faults)
            throw new CallFailedException("invalid_arguments", Describe(function.Name, faults));

        var call = new TargetRequest(function.Target, JsonMarshal.GetRawUtf8Value(payload).ToArray())
        {
            Timeout = request.Deadline is { } deadline ? Later(deadline - time.GetUtcNow() - Reserve) : null,
            WantsLog = Text(arguments, "log_type") == "Tail",
        };
        if (request.Record is { } record)
            (record.Target, record.RequestBytes) = (call.FunctionArn, call.Payload.Length);
        try
        {
            if (Text(arguments, "invocation_type") != "Event")
                return Result(request, Note(request.Record, await invoker.InvokeAsync(call, cancellationToken)));
            var requestId = await invoker.InvokeEventAsync(call, cancellationToken);
            if (request.Record is { } taken)
                taken.TargetRequestId = requestId;
            return Answer(request, writer => Members(writer, 202, writer => writer.WriteString("request_id"u8, requestId)));
        }
        catch (TargetUnavailableException unavailable)
        {
            throw TargetFailures.Describe(function.Name, unavailable);
        }
    }

    private static TargetResponse Note(Invocation? record, TargetResponse response)
    {
        if (record is not null)
            (record.TargetRequestId, record.ResponseBytes) = (response.RequestId, response.Payload.Length);
        return response;
    }

    private static TimeSpan Later(TimeSpan left) => left > TimeSpan.Zero ? left : TimeSpan.FromMilliseconds(1);

    private static string Describe(string name, IReadOnlyList<SchemaViolation> faults)
    {
        var text = new StringBuilder($"The payload does not match the input schema of {name}, so the function was not invoked. Correct these and call it again:");
        foreach (var fault in faults)
            text.Append("\n- ").Append(fault.Message);
        return text.ToString();
    }

    private static StructuredResult Result(McpRequest request, TargetResponse response) => Answer(request, writer => Members(writer, 200, writer =>
    {
        if (response.FunctionError is { } error)
            writer.WriteString("function_error"u8, error);
        writer.WritePropertyName("payload"u8);
        InvocationPayload.Write(writer, response);
        if (response.RequestId.Length > 0)
            writer.WriteString("request_id"u8, response.RequestId);
        if (response.LogTail is { } tail)
            Write(writer, LogTail.Read(tail));
    }), isError: response.FunctionError is not null);

    private static void Members(Utf8JsonWriter writer, int status, Action<Utf8JsonWriter> more)
    {
        writer.WriteStartObject("execution_result"u8);
        writer.WriteNumber("status_code"u8, status);
        more(writer);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, LogTail log)
    {
        writer.WriteStartArray("logs"u8);
        foreach (var line in log.Lines)
            writer.WriteStringValue(line);
        writer.WriteEndArray();
        WriteNumber(writer, "duration_ms"u8, log.DurationMs);
        WriteNumber(writer, "billed_duration_ms"u8, log.BilledDurationMs);
        WriteNumber(writer, "memory_size_mb"u8, log.MemorySizeMB);
        WriteNumber(writer, "memory_used_mb"u8, log.MemoryUsedMB);
        WriteNumber(writer, "init_duration_ms"u8, log.InitDurationMs);
    }

    private static void WriteNumber(Utf8JsonWriter writer, ReadOnlySpan<byte> name, double? number)
    {
        if (number is { } value)
            writer.WriteNumber(name, value);
    }
}
