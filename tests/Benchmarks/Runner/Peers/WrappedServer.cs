using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runner.Peers;

/// <summary>A stdio server that both sides run, a call of one of its tools, and what that call must bring.</summary>
/// <param name="Package">The npm package.</param>
/// <param name="Command">The program that runs it.</param>
/// <param name="Arguments">That program's arguments.</param>
/// <param name="Variables">The server's own environment variables.</param>
/// <param name="Tool">The tool.</param>
/// <param name="Input">Its arguments, as JSON.</param>
/// <param name="Text">The text that the tool answers with.</param>
internal sealed record WrappedServer(
    string Package, string Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Variables, string Tool, string Input, string Text)
{
    private const int Id = 7;

    /// <summary>The event of each invocation, and the line for the server itself.</summary>
    public byte[] Call { get; } = JsonSerializer.SerializeToUtf8Bytes(new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = Id,
        ["method"] = "tools/call",
        ["params"] = new JsonObject { ["name"] = Tool, ["arguments"] = JsonNode.Parse(Input) },
    });

    /// <summary>Servers of two kinds: the first sets itself up for a third of a second after each handshake, the second only answers. Both name what they answer.</summary>
    public static IReadOnlyList<WrappedServer> All(NodePackages packages, string folder)
    {
        var memory = Path.Combine(folder, "memory.jsonl");
        File.WriteAllText(memory, """{"type":"entity","name":"benchmark","entityType":"event","observations":["once"]}""" + "\n");
        return
        [
            new("@modelcontextprotocol/server-everything", packages.Node, [packages.Find("@modelcontextprotocol/server-everything/dist/index.js")],
                new Dictionary<string, string>(), "echo", """{"message":"benchmark"}""", "Echo: benchmark"),
            new("@modelcontextprotocol/server-memory", packages.Node, [packages.Find("@modelcontextprotocol/server-memory/dist/index.js")],
                new Dictionary<string, string> { ["MEMORY_FILE_PATH"] = memory }, "open_nodes", """{"names":["benchmark"]}""",
                """
                {
                  "entities": [
                    {
                      "name": "benchmark",
                      "entityType": "event",
                      "observations": [
                        "once"
                      ]
                    }
                  ],
                  "relations": []
                }
                """.ReplaceLineEndings("\n")),
        ];
    }

    /// <summary>Whether a message is the answer to <see cref="Call"/>.</summary>
    public bool IsRight(ReadOnlyMemory<byte> message)
    {
        try
        {
            using var document = JsonDocument.Parse(message);
            var answer = document.RootElement;
            var result = answer.GetProperty("result");
            return answer.GetProperty("jsonrpc").ValueEquals("2.0") && answer.GetProperty("id").GetInt32() == Id
                && !(result.TryGetProperty("isError", out var isError) && isError.GetBoolean())
                && result.GetProperty("content") is { ValueKind: JsonValueKind.Array } content && content.GetArrayLength() == 1
                && content[0].GetProperty("type").ValueEquals("text") && content[0].GetProperty("text").ValueEquals(Text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return false;
        }
    }
}
