using System.Text.Json.Nodes;
using LambdaMcp.Local.Hosting;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>An MCP endpoint whose every answer a test can choose: one page for each two tools, behind a bearer token.</summary>
internal sealed class ToolServer : IAsyncDisposable
{
    public const string Token = "let-me-in";

    private const int PageSize = 2;

    private readonly TaskCompletionSource _together = new();
    private LoopbackServer? _server;
    private int _waiting;
    private TaskCompletionSource<JsonObject> _elicited = new();

    public string Url => _server!.Url + "/mcp";

    /// <summary>The tools, as <c>tools/list</c> has them.</summary>
    public List<JsonObject> Tools { get; } =
    [
        Tool("add", """{"type":"object","properties":{"a":{"type":"number"},"b":{"type":"number"}},"required":["a","b"]}"""),
        Tool("picture"),
        Tool("broken"),
        Tool("together", """{"type":"object","properties":{"count":{"type":"integer"},"name":{"type":"string"}}}"""),
        Tool("ask"),
        Tool("report"),
    ];

    /// <summary>The calls so far: name and arguments.</summary>
    public List<(string Name, JsonObject Arguments)> Calls { get; } = [];

    /// <summary>Comes between the progress of <c>report</c> and its result.</summary>
    public Func<Task>? BeforeReportEnds { get; set; }

    /// <summary>What the server says of its tools as a whole.</summary>
    public string Instructions { get; set; } = "";

    /// <summary>Refuses to tell the tools, with these words.</summary>
    public string? Refusal { get; set; }

    /// <summary>Answers calls of tools that are not this class's own.</summary>
    public Func<string, JsonObject, Task<JsonObject>>? Other { get; set; }

    public static JsonObject Tool(string name, string schema = """{"type":"object"}""", string? description = null) =>
        new() { ["name"] = name, ["description"] = description ?? $"Does {name}.", ["inputSchema"] = JsonNode.Parse(schema) };

    public static async Task<ToolServer> StartAsync()
    {
        var server = new ToolServer();
        server._server = await LoopbackServer.StartAsync(0, server.HandleAsync);
        return server;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = 401;
            return;
        }

        if (context.Request.Method != "POST")
        {
            context.Response.StatusCode = 405;
            return;
        }

        var message = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!.AsObject();
        if (message["method"] is null)
            _elicited.TrySetResult(message);
        if (message["id"] is null || message["method"] is null)
        {
            context.Response.StatusCode = 202;
            return;
        }

        var parameters = message["params"] as JsonObject ?? [];
        JsonNode? result = message["method"]!.GetValue<string>() switch
        {
            "initialize" => new JsonObject
            {
                ["protocolVersion"] = "2025-11-25",
                ["capabilities"] = new JsonObject { ["tools"] = new JsonObject() },
                ["instructions"] = Instructions,
                ["serverInfo"] = new JsonObject { ["name"] = "test", ["version"] = "1" },
            },
            "tools/list" when Refusal is null => List(parameters["cursor"]?.GetValue<string>()),
            "tools/call" => await CallAsync(context, message["id"]!, parameters),
            _ => null,
        };
        var answer = new JsonObject { ["jsonrpc"] = "2.0", ["id"] = message["id"]!.DeepClone() };
        if (result is null)
            answer["error"] = new JsonObject { ["code"] = -32601, ["message"] = Refusal ?? "No such method." };
        else
            answer["result"] = result;
        await SendAsync(context, answer);
    }

    private JsonObject List(string? cursor)
    {
        var start = cursor is null ? 0 : int.Parse(cursor, System.Globalization.CultureInfo.InvariantCulture);
        var page = new JsonObject { ["tools"] = new JsonArray([.. Tools.Skip(start).Take(PageSize).Select(tool => tool.DeepClone())]) };
        if (start + PageSize < Tools.Count)
            page["nextCursor"] = (start + PageSize).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return page;
    }

    private async Task<JsonObject> CallAsync(HttpContext context, JsonNode id, JsonObject parameters)
    {
        var name = parameters["name"]!.GetValue<string>();
        var arguments = parameters["arguments"] as JsonObject ?? [];
        lock (Calls)
            Calls.Add((name, arguments));
        switch (name)
        {
            case "add":
                var sum = new JsonObject { ["sum"] = arguments["a"]!.GetValue<double>() + arguments["b"]!.GetValue<double>() };
                return new() { ["content"] = new JsonArray(Text(sum.ToJsonString())), ["structuredContent"] = sum };
            case "picture":
                return new() { ["content"] = new JsonArray(Text("A red point"), new JsonObject { ["type"] = "image", ["data"] = "iVBORw==", ["mimeType"] = "image/png" }) };
            case "broken":
                return new() { ["content"] = new JsonArray(Text("out of stock")), ["isError"] = true };
            case "together":
                // Answers when so many calls are under way at once.
                if (Interlocked.Increment(ref _waiting) == arguments["count"]!.GetValue<int>())
                    _together.SetResult();
                await _together.Task.WaitAsync(TimeSpan.FromSeconds(20));
                return new() { ["content"] = new JsonArray(Text(arguments["name"]!.GetValue<string>())) };
            case "report":
                await NotifyAsync(context, parameters["_meta"]!["progressToken"]!);
                if (BeforeReportEnds is { } wait)
                    await wait();
                return new() { ["content"] = new JsonArray(Text("reported")) };
            case "ask":
                return await ElicitAsync(context);
            default:
                return Other is null ? new() { ["content"] = new JsonArray(Text($"{name} of {id}")) } : await Other(name, arguments);
        }
    }

    private static async Task NotifyAsync(HttpContext context, JsonNode token) => await StreamAsync(context, new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["method"] = "notifications/progress",
        ["params"] = new JsonObject { ["progressToken"] = token.DeepClone(), ["progress"] = 1, ["total"] = 3, ["message"] = "on \u001b[31mit" },
    });

    private async Task<JsonObject> ElicitAsync(HttpContext context)
    {
        _elicited = new();
        await StreamAsync(context, new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = "question",
            ["method"] = "elicitation/create",
            ["params"] = new JsonObject
            {
                ["message"] = "Which\u001b[2J one?",
                ["requestedSchema"] = JsonNode.Parse("""
                    {"type":"object","required":["color","count"],"properties":{
                      "color":{"type":"string","enum":["red","green"]},
                      "count":{"type":"integer","minimum":1,"maximum":9},
                      "gift":{"type":"boolean","default":true},
                      "note":{"type":"string"}}}
                    """),
            },
        });
        var answer = await _elicited.Task.WaitAsync(TimeSpan.FromSeconds(20));
        return new() { ["content"] = new JsonArray(Text(answer["result"]!.ToJsonString())) };
    }

    private static JsonObject Text(string text) => new() { ["type"] = "text", ["text"] = text };

    private static async Task SendAsync(HttpContext context, JsonObject message)
    {
        if (context.Response.HasStarted)
        {
            await StreamAsync(context, message);
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(message.ToJsonString());
    }

    private static async Task StreamAsync(HttpContext context, JsonObject message)
    {
        if (!context.Response.HasStarted)
            context.Response.ContentType = "text/event-stream";
        await context.Response.WriteAsync($"event: message\ndata: {message.ToJsonString()}\n\n");
        await context.Response.Body.FlushAsync();
    }
}
