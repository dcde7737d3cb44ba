using System.Text.Json;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Protocol.InputRounds;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>A function's wish to ask the client something first: <c>{"resultType":"input_required","inputRequests":{…},"requestState":"…"}</c>.</summary>
internal static class InputQuestions
{
    /// <summary>What to ask, or null when the answer is another one.</summary>
    /// <exception cref="CallFailedException">The function asks in a way that no client understands.</exception>
    public static InputRequiredResult? Read(string name, FunctionAnswer answer)
    {
        var json = answer.Json;
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty("resultType"u8, out var type) ||
            type.ValueKind != JsonValueKind.String || !type.ValueEquals("input_required"u8))
        {
            return null;
        }

        var hasState = json.TryGetProperty("requestState"u8, out var state) && state.ValueKind != JsonValueKind.Null;
        if (hasState && state.ValueKind != JsonValueKind.String)
            throw Fault(name, "requestState must be a string");
        var questions = json.TryGetProperty("inputRequests"u8, out var requests) && requests.ValueKind != JsonValueKind.Null ? ReadAll(name, requests) : [];
        return questions.Count > 0 || hasState
            ? new(questions, hasState ? state.GetString() : null)
            : throw Fault(name, "there must be inputRequests or a requestState");
    }

    private static List<InputRequest> ReadAll(string name, JsonElement requests)
    {
        if (requests.ValueKind != JsonValueKind.Object)
            throw Fault(name, "inputRequests must be an object with a request under each key");
        var questions = new List<InputRequest>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (key, request) in requests.EnumerateObject().Select(member => (member.Name, member.Value)))
        {
            if (!keys.Add(key))
                throw Fault(name, $"inputRequests has the key {key} twice");
            questions.Add(ReadOne(name, key, request));
        }

        return questions;
    }

    private static InputRequest ReadOne(string name, string key, JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object || !request.TryGetProperty("method"u8, out var method) || method.ValueKind != JsonValueKind.String ||
            method.GetString() is not ("elicitation/create" or "sampling/createMessage" or "roots/list"))
        {
            throw Fault(name, $"the method of the input request {key} must be elicitation/create, sampling/createMessage or roots/list");
        }

        var hasParameters = request.TryGetProperty("params"u8, out var parameters);
        if (hasParameters ? parameters.ValueKind != JsonValueKind.Object : !method.ValueEquals("roots/list"u8))
            throw Fault(name, $"the params of the input request {key} must be an object");
        if (method.ValueEquals("elicitation/create"u8))
            CheckQuestion(name, key, parameters);
        return new(key, method.GetString()!, parameters);
    }

    // People believe that it is the server that asks: the question must show all that it says, and lead where it says.
    private static void CheckQuestion(string name, string key, JsonElement parameters)
    {
        if (TextRules.FindFault(parameters) is { } fault)
            throw Fault(name, $"{fault.Pointer} of the input request {key} {fault.Message}");
        if (parameters.TryGetProperty("url"u8, out var url) && !IsPlainAddress(url))
            throw Fault(name, $"the url of the input request {key} must be an https URL, or one of this machine with http, and without user information");
    }

    private static bool IsPlainAddress(JsonElement url) =>
        url.ValueKind == JsonValueKind.String && Uri.TryCreate(url.GetString(), UriKind.Absolute, out var address) &&
        (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)) && address.UserInfo.Length == 0;

    private static CallFailedException Fault(string name, string fault) =>
        new("invalid_input_request", $"{name} asked for input in a way that no client understands: {fault}.");
}
