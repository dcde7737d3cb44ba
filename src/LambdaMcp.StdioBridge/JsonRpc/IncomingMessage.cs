using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;

namespace LambdaMcp.StdioBridge.JsonRpc;

/// <summary>A JSON-RPC message that an event holds.</summary>
/// <param name="Id">The default for a notification, and where it could not be read.</param>
/// <param name="Method">Empty for a response.</param>
/// <param name="Params">Undefined where it has none.</param>
/// <param name="WantsAnswer">Whether it is a request.</param>
/// <param name="Fault">What is wrong with it; null: nothing.</param>
internal readonly record struct IncomingMessage(JsonRpcId Id, string Method, JsonElement Params, bool WantsAnswer, string? Fault)
{
    public static IncomingMessage Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object)
            return Faulty(default, "A message must be a JSON object.");
        var given = Member.Of(json, "id");
        if (!JsonRpcId.TryRead(given, out var id) && given.ValueKind != JsonValueKind.Undefined)
            return Faulty(default, "id must be a string or a whole number.");
        if (Member.Text(json, "jsonrpc") != "2.0")
            return Faulty(id, "jsonrpc must be \"2.0\".");
        var parameters = Member.Of(json, "params");
        if (parameters.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            return Faulty(id, "params must be an object.");
        if (Member.Text(json, "method") is { } method)
            return new(id, method, parameters, given.ValueKind != JsonValueKind.Undefined, Fault: null);
        return Member.Of(json, "result").ValueKind == JsonValueKind.Undefined && Member.Of(json, "error").ValueKind == JsonValueKind.Undefined
            ? Faulty(id, "method must be a string, and not an empty one.")
            // An answer to a question that was not put this way.
            : new(id, "", default, WantsAnswer: false, Fault: null);
    }

    private static IncomingMessage Faulty(JsonRpcId id, string fault) => new(id, "", default, WantsAnswer: true, fault);
}
