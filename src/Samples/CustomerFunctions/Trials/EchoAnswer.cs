using System.Text.Json;

namespace CustomerFunctions.Trials;

/// <summary>
/// What a function saw of its invocation: the event as it came, and the client context's <c>custom</c> map, if there was one.
/// </summary>
internal sealed record EchoAnswer(
    JsonElement Event, IDictionary<string, string>? ClientContext, string FunctionName, string InvokedFunctionArn, string RequestId);
