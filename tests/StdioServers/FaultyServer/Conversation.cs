using System.Text.Json;
using System.Text.Json.Nodes;

namespace FaultyServer;

/// <summary>The lines in and out.</summary>
internal sealed class Conversation(Tools tools)
{
    private readonly Stream _output = Console.OpenStandardOutput();

    public void Run()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            var message = JsonNode.Parse(line)!;
            if (message["id"] is { } id && (string?)message["method"] is { } method)
                Answer(id.DeepClone(), method, message["params"]);
        }
    }

    private void Answer(JsonNode id, string method, JsonNode? parameters)
    {
        switch (method)
        {
            case "initialize":
                Result(id, new JsonObject
                {
                    ["protocolVersion"] = "2025-11-25",
                    ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
                    ["serverInfo"] = new JsonObject { ["name"] = "faulty", ["version"] = "1" },
                });
                break;
            case "ping":
                Result(id, []);
                break;
            case "tools/list":
                Result(id, new JsonObject { ["tools"] = new JsonArray([.. Tools.Names.Select(Described)]) });
                break;
            case "tools/call":
                var token = parameters!["_meta"]?["progressToken"];
                if (tools.Call((string)parameters["name"]!, parameters["arguments"] as JsonObject ?? [], _output, text => Text(id, text), () => Progress(token)) is { } answer)
                    Text(id, answer);
                break;
            default:
                Write(new JsonObject
                {
                    ["jsonrpc"] = "2.0",
                    ["id"] = id,
                    ["error"] = new JsonObject { ["code"] = -32601, ["message"] = $"There is no method {method}." },
                });
                break;
        }
    }

    private static JsonNode Described(string name) => new JsonObject { ["name"] = name, ["inputSchema"] = new JsonObject { ["type"] = "object" } };

    private void Text(JsonNode id, string text) => Result(
        id.DeepClone(), new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) });

    private void Progress(JsonNode? token)
    {
        if (token is not null)
        {
            Write(new JsonObject
            {
                ["jsonrpc"] = "2.0",
                ["method"] = "notifications/progress",
                ["params"] = new JsonObject { ["progressToken"] = token.DeepClone(), ["progress"] = 1 },
            });
        }
    }

    private void Result(JsonNode id, JsonObject result) => Write(new JsonObject { ["jsonrpc"] = "2.0", ["id"] = id, ["result"] = result });

    private void Write(JsonObject message)
    {
        lock (_output)
        {
            _output.Write(JsonSerializer.SerializeToUtf8Bytes(message));
            _output.WriteByte((byte)'\n');
            _output.Flush();
        }
    }
}
