using System.Text.Json.Nodes;

namespace Support.Bedrock;

/// <summary>
/// A conversation as a file has it: what a person asks, what the model answers to each request, and what is expected of the requests and of the program.
/// </summary>
/// <param name="Name">The file's name, which says what it is about.</param>
/// <param name="Questions">Lines that are typed.</param>
/// <param name="Arguments">Arguments of the command line besides.</param>
/// <param name="IsStreamed">Whether it can happen with a streamed answer alone.</param>
/// <param name="Turns">What the service does at each request: <c>answer</c>, with <c>exception</c> or <c>cut</c> after so many events, or <c>error</c>.</param>
/// <param name="Expect">
/// <c>output</c>, all of standard output; <c>errors</c>, what is among standard error, and <c>silent</c>, what is not; <c>exitCode</c>; <c>last</c>, the last
/// message of each request, and <c>messages</c>, how many it has; <c>heard</c>, the model's messages in the last request.
/// </param>
internal sealed record Conversation(
    string Name, string[] Questions, string[] Arguments, bool IsStreamed, IReadOnlyList<JsonObject> Turns, JsonObject Expect)
{
    private static readonly string Folder = Repository.Path("tests", "Support", "Bedrock", "conversations");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)!).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Folder, name + ".json");

    public static Conversation Read(string name)
    {
        var json = JsonNode.Parse(File.ReadAllText(PathOf(name)))!.AsObject();
        return new(name, Texts(json["questions"]), Texts(json["arguments"]), json["streamed"] is not null, [.. json["turns"]!.AsArray().Select(turn => turn!.AsObject())], json["expect"]!.AsObject());
    }

    private static string[] Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(text => text!.GetValue<string>())];
}
