using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;

namespace ConformanceFixtures.Calls;

/// <summary>Something that a function asks of the client.</summary>
/// <param name="Key">Names the answer.</param>
/// <param name="Method">The request that the client gets.</param>
/// <param name="Parameters">Its <c>params</c>, as JSON.</param>
internal sealed record Question(string Key, string Method, JsonObject Parameters)
{
    /// <summary>A form for the user, all of whose fields are required.</summary>
    /// <param name="key">Names the answer.</param>
    /// <param name="message">What the user is told.</param>
    /// <param name="fields">The form's fields: <c>properties</c> of a JSON Schema.</param>
    public static Question Form(string key, string message, [StringSyntax(StringSyntaxAttribute.Json)] string fields)
    {
        var properties = JsonNode.Parse(fields)!.AsObject();
        return new(key, "elicitation/create", new()
        {
            ["message"] = message,
            ["requestedSchema"] = new JsonObject
            {
                ["type"] = "object",
                ["required"] = new JsonArray([.. properties.Select(property => (JsonNode)property.Key)]),
                ["properties"] = properties,
            },
        });
    }

    /// <summary>A question for the client's language model.</summary>
    public static Question Model(string key, string prompt, int maxTokens) => new(key, "sampling/createMessage", new()
    {
        ["messages"] = new JsonArray(new JsonObject
        {
            ["role"] = "user",
            ["content"] = new JsonObject { ["type"] = "text", ["text"] = prompt },
        }),
        ["maxTokens"] = maxTokens,
    });

    /// <summary>The folders that the client works in.</summary>
    public static Question Roots(string key) => new(key, "roots/list", []);

    public JsonObject ToJson() => new() { ["method"] = Method, ["params"] = Parameters.DeepClone() };
}
