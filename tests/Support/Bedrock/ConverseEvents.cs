using System.Text;
using System.Text.Json.Nodes;

namespace Support.Bedrock;

/// <summary>The events that ConverseStream makes of an answer.</summary>
internal static class ConverseEvents
{
    public static IEnumerable<(string Type, JsonObject Payload)> Of(JsonObject answer)
    {
        yield return ("messageStart", new JsonObject { ["role"] = "assistant" });
        var index = 0;
        foreach (var block in answer["content"]!.AsArray().Select(block => block!.AsObject()))
        {
            foreach (var found in Of(block, index))
                yield return found;
            yield return ("contentBlockStop", new JsonObject { ["contentBlockIndex"] = index++ });
        }

        yield return ("messageStop", new JsonObject { ["stopReason"] = answer["stopReason"]!.DeepClone() });
        yield return ("metadata", new JsonObject { ["usage"] = answer["usage"]!.DeepClone(), ["metrics"] = new JsonObject { ["latencyMs"] = 7 } });
    }

    private static IEnumerable<(string Type, JsonObject Payload)> Of(JsonObject block, int index)
    {
        if (block["toolUse"] is JsonObject use)
        {
            var start = new JsonObject { ["toolUseId"] = use["toolUseId"]!.DeepClone(), ["name"] = use["name"]!.DeepClone() };
            yield return ("contentBlockStart", new JsonObject { ["start"] = new JsonObject { ["toolUse"] = start }, ["contentBlockIndex"] = index });
            // A string is what the model wrote instead of JSON.
            var input = use["input"] is JsonValue text ? text.GetValue<string>() : use["input"]!.ToJsonString();
            foreach (var piece in Pieces(input, 5))
                yield return Delta(new JsonObject { ["toolUse"] = new JsonObject { ["input"] = piece } }, index);
        }
        else if (block["reasoningContent"]?["reasoningText"] is JsonObject reasoning)
        {
            foreach (var piece in Pieces(reasoning["text"]!.GetValue<string>(), 7))
                yield return Delta(new JsonObject { ["reasoningContent"] = new JsonObject { ["text"] = piece } }, index);
            yield return Delta(new JsonObject { ["reasoningContent"] = new JsonObject { ["signature"] = reasoning["signature"]!.DeepClone() } }, index);
        }
        else if (block["reasoningContent"] is JsonObject redacted)
        {
            yield return Delta(new JsonObject { ["reasoningContent"] = redacted.DeepClone() }, index);
        }
        else
        {
            foreach (var piece in Pieces(block["text"]!.GetValue<string>(), 6))
                yield return Delta(new JsonObject { ["text"] = piece }, index);
        }
    }

    private static (string Type, JsonObject Payload) Delta(JsonObject delta, int index) =>
        ("contentBlockDelta", new JsonObject { ["delta"] = delta, ["contentBlockIndex"] = index });

    private static IEnumerable<string> Pieces(string text, int length)
    {
        var piece = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            piece.Append(rune);
            if (piece.Length < length)
                continue;
            yield return piece.ToString();
            piece.Clear();
        }

        if (piece.Length > 0)
            yield return piece.ToString();
    }
}
