using System.Text.Json.Nodes;

namespace ConformanceFixtures.Calls;

/// <summary>What tools answer.</summary>
internal static class Results
{
    public static JsonObject Text(string text) => new() { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) };

    public static JsonObject Error(string text)
    {
        var result = Text(text);
        result["isError"] = true;
        return result;
    }

    /// <summary>Asks the client first; the same request comes back with the answers and the state.</summary>
    public static JsonObject Ask(IEnumerable<Question> questions, string? state = null)
    {
        var result = new JsonObject
        {
            ["resultType"] = "input_required",
            ["inputRequests"] = new JsonObject(questions.Select(question => KeyValuePair.Create(question.Key, (JsonNode?)question.ToJson()))),
        };
        return WithState(result, state);
    }

    /// <summary>Asks for a worker; the same request comes back with the state, and as much time as a function may have.</summary>
    public static JsonObject ContinueAsTask(string state) => WithState(new() { ["resultType"] = "task" }, state);

    private static JsonObject WithState(JsonObject result, string? state)
    {
        if (state is not null)
            result["requestState"] = state;
        return result;
    }
}
