using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Support.Bedrock;

/// <summary>Rules of Converse that need no model of AWS's to be checked; bedrock.mjs checks all of them.</summary>
internal static partial class ConverseRules
{
    /// <returns>The first that a request breaks; null for none.</returns>
    public static string? Broken(JsonObject request)
    {
        var messages = request["messages"] as JsonArray ?? [];
        var isUsers = true;
        HashSet<string> open = [];
        foreach (var message in messages.Select(message => message!.AsObject()))
        {
            if (message["role"]!.GetValue<string>() != (isUsers ? "user" : "assistant"))
                return "The roles do not take turns, beginning with the user's.";
            isUsers = !isUsers;
            var content = message["content"]!.AsArray().Select(block => block!.AsObject()).ToArray();
            if (content.Length == 0 || content.Any(block => block.Count != 1))
                return "A message has no content, or a block that is not of one kind.";
            if (content.Any(block => block["text"] is { } text && string.IsNullOrWhiteSpace(text.GetValue<string>())))
                return "A text is blank.";
            var results = content.Select(block => block["toolResult"]?["toolUseId"]?.GetValue<string>()).OfType<string>().ToArray();
            if (!open.SetEquals(results))
                return "The results of tools are not those of the uses before.";
            open = [.. content.Select(block => block["toolUse"]?["toolUseId"]?.GetValue<string>()).OfType<string>()];
        }

        if (messages.Count == 0 || isUsers)
            return "The last message is not the user's.";
        var names = (request["toolConfig"]?["tools"] as JsonArray ?? []).Select(tool => tool!["toolSpec"]?["name"]?.GetValue<string>()).OfType<string>().ToArray();
        return names.Distinct().Count() < names.Length || names.Any(name => !Name().IsMatch(name)) ? "A tool's name does not fit, or comes twice." : null;
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$")]
    private static partial Regex Name();
}
