using System.Text.Json;
using System.Text.Json.Nodes;

namespace TalkingServer;

/// <summary>The lines in and out.</summary>
internal sealed class Conversation(TextReader input)
{
    private readonly Stream _output = Console.OpenStandardOutput();

    public void Take(string line)
    {
        var message = JsonNode.Parse(line)!;
        if (message["id"] is not { } id || (string?)message["method"] is not { } method)
            return;
        var parameters = message["params"] as JsonObject ?? [];
        switch (method)
        {
            case "initialize":
                Result(id, JsonNode.Parse("""
                    {
                      "protocolVersion": "2025-11-25",
                      "capabilities": { "tools": { "listChanged": true }, "logging": {} },
                      "serverInfo": { "name": "talking", "version": "1" },
                      "instructions": "Call echo."
                    }
                    """)!);
                break;
            case "tools/list":
                Result(id, JsonNode.Parse("""{"tools":[{"name":"echo","inputSchema":{"type":"object"}}]}""")!);
                break;
            case "tools/call":
                Call(id, (string)parameters["name"]!, parameters);
                break;
            case "logging/setLevel" or "ping":
                Result(id, new JsonObject());
                break;
            default:
                Error(id, -32601, $"There is no method {method}.", null);
                break;
        }
    }

    private void Call(JsonNode id, string tool, JsonObject parameters)
    {
        switch (tool)
        {
            // What it was called with, but for what is the client's alone.
            case "echo":
                Text(id, JsonSerializer.Serialize(parameters["arguments"]));
                break;
            case "report":
                if (parameters["_meta"]?["progressToken"] is { } token)
                    Notify("notifications/progress", new JsonObject { ["progressToken"] = token.DeepClone(), ["progress"] = 1, ["message"] = "half" });
                Notify("notifications/message", new JsonObject { ["level"] = "info", ["data"] = "working" });
                Text(id, "done");
                break;
            case "change":
                Notify("notifications/tools/list_changed", null);
                Text(id, "changed");
                break;
            case "ask":
                Write(new JsonObject
                {
                    ["id"] = "q",
                    ["method"] = "elicitation/create",
                    ["params"] = JsonNode.Parse("""{"message":"Who?","requestedSchema":{"type":"object","properties":{"name":{"type":"string"}}}}"""),
                });
                var answer = JsonNode.Parse(input.ReadLine()!)!;
                Text(id, (answer["result"] ?? answer["error"])!.ToJsonString());
                break;
            case "refuse":
                Error(id, -32050, "Not like this.", new JsonObject { ["why"] = "because" });
                break;
            case "fail":
                Result(id, JsonNode.Parse("""{"content":[{"type":"text","text":"It is broken."}],"isError":true}""")!);
                break;
            default:
                Environment.Exit(9);
                break;
        }
    }

    private void Text(JsonNode id, string text) => Result(id, new JsonObject { ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = text }) });

    private void Result(JsonNode id, JsonNode result) => Write(new JsonObject { ["id"] = id.DeepClone(), ["result"] = result });

    private void Error(JsonNode id, int code, string message, JsonObject? data) =>
        Write(new JsonObject { ["id"] = id.DeepClone(), ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["data"] = data } });

    private void Notify(string method, JsonObject? parameters)
    {
        var message = new JsonObject { ["method"] = method };
        if (parameters is not null)
            message["params"] = parameters;
        Write(message);
    }

    private void Write(JsonObject message)
    {
        message.Insert(0, "jsonrpc", "2.0");
        _output.Write(JsonSerializer.SerializeToUtf8Bytes(message));
        _output.WriteByte((byte)'\n');
        _output.Flush();
    }
}
