using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Hosting;

/// <summary>Tells whoever started the program where it serves, and what to try.</summary>
internal static class Banner
{
    private const string Meta =
        """{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}""";

    public static void Write(TextWriter output, ReadyFile ready, IReadOnlyList<Stack> stacks)
    {
        output.WriteLine();
        output.WriteLine($"Serving {stacks.Sum(stack => stack.Functions.Count)} functions. Ctrl-C stops.");
        Line(output, "MCP", ready.McpUrl);
        Line(output, "Token", ready.Token);
        Line(output, "Health", ready.HealthUrl);
        Line(output, "Register", ready.RegisterUrl);
        Line(output, "Lambda", ready.LambdaUrl);
        Line(output, "DynamoDB", ready.DynamodbUrl);
        if (ready is { McpUrl: { } url, Token: { } token })
        {
            output.WriteLine();
            output.WriteLine("Try:");
            output.WriteLine(Command(url, token, Sample(stacks)));
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
        sample is not null && stacks.SelectMany(stack => stack.Functions).Any(function => function.Name == sample.Function));

    /// <summary>One request that needs no session, as a line for a shell.</summary>
    private static string Command(string url, string token, SampleCall? sample)
    {
        var (method, name, parameters) = sample is null
            ? ("tools/list", "", "")
            : ("tools/call", $" -H 'Mcp-Name: {sample.Tool}'", $"\"name\":\"{sample.Tool}\",\"arguments\":{sample.Arguments},");
        return $"curl -s {url} -H 'Authorization: Bearer {token}' -H 'Content-Type: application/json'"
            + $" -H 'Accept: application/json, text/event-stream' -H 'MCP-Protocol-Version: 2026-07-28' -H 'Mcp-Method: {method}'{name}"
            + $" -d '{{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"{method}\",\"params\":{{{parameters}\"_meta\":{Meta}}}}}'";
    }
}
