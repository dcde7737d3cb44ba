using System.Text.Json;

namespace LambdaMcp.Protocol.InputRounds;

/// <summary>One thing to ask of the client before a request can be completed (MCP 2026-07-28, "Multi Round-Trip Requests").</summary>
/// <param name="Key">The key of the answer, unique within the request.</param>
/// <param name="Method"><c>elicitation/create</c>, <c>sampling/createMessage</c> or <c>roots/list</c>.</param>
/// <param name="Params">The request's <c>params</c>, or <see cref="JsonValueKind.Undefined"/>.</param>
public readonly record struct InputRequest(string Key, string Method, JsonElement Params);
