using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Hosting;

/// <summary>Tells whoever started the program where it serves, and what to try.</summary>
internal static class Banner
{
    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"curl","version":"1"}}}""";

    public static void Write(TextWriter output, ReadyFile ready, IReadOnlyList<Stack> stacks)
    {
        output.WriteLine();
        output.WriteLine($"Serving {stacks.Sum(stack => stack.Functions.Count)} functions. Ctrl-C stops.");
        Line(output, "MCP", ready.McpUrl);
        Line(output, "Token", ready.Token);
        Line(output, "Page", ready.PageUrl);
        Line(output, "Health", ready.HealthUrl);
        Line(output, "Register", ready.RegisterUrl);
        Line(output, "Lambda", ready.LambdaUrl);
        Line(output, "DynamoDB", ready.DynamodbUrl);
        Line(output, "Others", ready.EndpointUrl);
        if (ready.FunctionUrls is { Count: > 0 } urls)
        {
            output.WriteLine("Function URLs:");
            foreach (var (function, address) in urls)
                output.WriteLine($"  {function}  {address}");
        }
        if (ready is { McpUrl: { } url, Token: { } token })
        {
            output.WriteLine();
            output.WriteLine("Try:");
            output.WriteLine(Command(url, token, Sample(stacks)));
            output.WriteLine();
            output.WriteLine("Or with MCP Inspector (Node.js 22.19 or later):");
            output.WriteLine(Inspector(url, token));
        }
        output.WriteLine();
        output.Flush();
    }

    private static void Line(TextWriter output, string name, string? value)
    {
        if (value is not null)
            output.WriteLine($"  {name,-10}{value}");
    }

    private static SampleCall? Sample(IReadOnlyList<Stack> stacks) => stacks.Select(stack => stack.Sample).FirstOrDefault(sample =>
        sample is not null && (sample.Function is null || stacks.SelectMany(stack => stack.Functions).Any(function => function.Name == sample.Function)));

    /// <summary>A line for a shell that opens MCP Inspector with everything filled in.</summary>
    private static string Inspector(string url, string token) =>
        $"npx @modelcontextprotocol/inspector --transport http --server-url {url} --header 'Authorization: Bearer {token}'";

    /// <summary>A line for a shell that opens a session and uses it.</summary>
    private static string Command(string url, string token, SampleCall? sample)
    {
        var headers = $"-H 'Authorization: Bearer {token}' -H 'Content-Type: application/json' -H 'Accept: application/json, text/event-stream'";
        var call = sample is null
            ? """{"jsonrpc":"2.0","id":2,"method":"tools/list"}"""
            : $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"{{{sample.Tool}}}","arguments":{{{sample.Arguments}}}}}""";
        return $"session=$(curl -s -o /dev/null -D - {url} {headers} -d '{Initialize}' | tr -d '\\r' | awk 'tolower($1) == \"mcp-session-id:\" {{ print $2 }}');"
            + $" curl -s {url} {headers} -H \"Mcp-Session-Id: $session\" -d '{call}'";
    }
}
