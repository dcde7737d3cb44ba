using System.Runtime.InteropServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls.Records;
using LambdaMcp.Protocol;
using LambdaMcp.StdioBridge.JsonRpc;
using LambdaMcp.StdioClient;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.StdioBridge.Records;

/// <summary>Requests to the stdio server; of those that are calls a record is written, whichever way they came.</summary>
/// <param name="server">The server.</param>
/// <param name="records">Takes the records.</param>
internal sealed class RecordedCalls(StdioServerClient server, CallRecords records)
{
    /// <summary>Sends the server a request, as <see cref="StdioServerClient.CallAsync"/> does.</summary>
    public ValueTask<McpResult> CallAsync(McpRequest request, CancellationToken cancellationToken) => request.Method switch
    {
        "tools/call" => RecordAsync(request, InvocationKind.Tool, NameIn(request.Params), "arguments", cancellationToken),
        "prompts/get" => RecordAsync(request, InvocationKind.Prompt, NameIn(request.Params), "arguments", cancellationToken),
        // A URI's parts may be arguments, so it is one.
        "resources/read" => RecordAsync(request, InvocationKind.Resource, "", "uri", cancellationToken),
        "completion/complete" => RecordAsync(request, InvocationKind.Completion, NameIn(Member.Of(request.Params, "ref")), "argument", cancellationToken),
        _ => server.CallAsync(request, cancellationToken),
    };

    // Names are the caller's: only the server knows which of them it has, so none has metrics of its own.
    private ValueTask<McpResult> RecordAsync(McpRequest request, InvocationKind kind, string name, string arguments, CancellationToken cancellationToken) => records.WriteAsync(
        request, kind, name,
        () => Member.Of(request.Params, arguments) is { ValueKind: not JsonValueKind.Undefined } sent ? JsonMarshal.GetRawUtf8Value(sent).ToArray() : default,
        recorded => server.CallAsync(recorded, cancellationToken), isKnown: false);

    private static string NameIn(JsonElement json) => Member.Text(json, "name") ?? "";
}
