using LambdaMcp.Tools.Methods;

namespace LambdaMcp.Tools.Tests;

/// <summary>Methods as the generator would write them.</summary>
internal static class Written
{
    public static McpMethod Tool(string name, Func<McpMethodCall, CancellationToken, ValueTask<McpMethodResult>> run, string members = "") => new()
    {
        Kind = McpMethodKind.Tool,
        Key = name,
        Definition = $$"""{"name":"{{name}}","description":"Does it.","inputSchema":{"type":"object"}{{members}}}""",
        InvokeAsync = run,
    };

    public static McpMethod Tool(string name, Func<McpMethodCall, McpMethodResult> run, string members = "") => Tool(name, (call, _) => new(run(call)), members);

    public static McpMethod Prompt(string name, Func<McpMethodCall, McpMethodResult> run, string members = "") => new()
    {
        Kind = McpMethodKind.Prompt,
        Key = name,
        Definition = $$"""{"name":"{{name}}","description":"Says it."{{members}}}""",
        InvokeAsync = (call, _) => new(run(call)),
    };

    public static McpMethod Resource(string uri, Func<McpMethodCall, McpMethodResult> run, string members = "") => new()
    {
        Kind = McpMethodKind.Resource,
        Key = uri,
        Definition = $$"""{"uri":"{{uri}}","name":"One","mimeType":"text/plain"{{members}}}""",
        InvokeAsync = (call, _) => new(run(call)),
    };

    public static McpMethod Template(string uriTemplate, Func<McpMethodCall, McpMethodResult> run, string members = "") => new()
    {
        Kind = McpMethodKind.ResourceTemplate,
        Key = uriTemplate,
        Definition = $$"""{"uriTemplate":"{{uriTemplate}}","name":"Many"{{members}}}""",
        InvokeAsync = (call, _) => new(run(call)),
    };

    /// <summary>One of each kind.</summary>
    public static McpMethod[] OneOfEach { get; } =
    [
        Tool("greet", call => McpMethodResult.Text($"Hello {call.Arguments.GetProperty("name").GetString()}, says {call.Context.Principal}")),
        Prompt("review", call => McpMethodResult.Prompt($"Review {call.Arguments.GetProperty("file").GetString()}"), ""","arguments":[{"name":"file","required":true}]"""),
        Resource("docs://handbook", call => McpMethodResult.Resource(call.Uri, "text/plain", "Be kind.")),
        Template("orders://{id}", call => McpMethodResult.Resource(call.Uri, "application/json", $$"""{"id":"{{call.Variables["id"]}}"}"""), ""","_meta":{"lambda-mcp/completions":{"id":["17","18","29"]}}"""),
    ];
}
