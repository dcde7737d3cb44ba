using System.Text.Json;

namespace CustomerFunctions.Trials;

/// <summary>What a function saw of its invocation.</summary>
/// <param name="Event">The event, as it came.</param>
/// <param name="ClientContext">The client context's <c>custom</c> map; null when there was none.</param>
internal sealed record EchoAnswer(
    JsonElement Event, IDictionary<string, string>? ClientContext, string FunctionName, string InvokedFunctionArn, string RequestId);
