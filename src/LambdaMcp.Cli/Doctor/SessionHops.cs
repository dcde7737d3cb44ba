using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Doctor;

/// <summary>The token, a session of the older revisions, and whether a second request finds it again.</summary>
internal static class SessionHops
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"lambda-mcp-doctor","version":"1"}}}""";
    private const string List = """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""";

    public static async Task<IReadOnlyList<Finding>> WalkAsync(Visit visit, CancellationToken cancellationToken)
    {
        if (visit.Endpoint.Token is null)
            return [Finding.Broken("token", "MCP_TOKEN, --token, the stack", "no token", "Nothing behind the authorizer can be looked at.", "Set MCP_TOKEN, or name the --stack.")];
        var opened = await visit.PostAsync(Initialize, visit.Endpoint.Token, cancellationToken);
        var asked = "POST initialize (2025-11-25) with the token";
        if (TokenFault(asked, opened) is { } fault)
            return [fault];
        var findings = new List<Finding> { Finding.Good("token", asked, "the authorizer lets it in") };
        if (opened.Status != 200 || opened.Json?["result"] is not JsonObject result)
            return [.. findings, Unanswered("initialize", asked, opened)];
        findings.Add(Finding.Good("initialize", asked, $"{result["serverInfo"]?["name"]} {result["serverInfo"]?["version"]}, {result["protocolVersion"]}"));
        if (opened.Header("Mcp-Session-Id") is not { } session)
            return [.. findings, Finding.Skipped("session", "this deployment opens no sessions")];
        findings.Add(await SecondAsync(visit, session, cancellationToken));
        await visit.DeleteAsync(session, cancellationToken);
        return findings;
    }

    private static async Task<Finding> SecondAsync(Visit visit, string session, CancellationToken cancellationToken)
    {
        const string Hop = "session";
        const string Asked = "POST tools/list in that session";
        var reply = await visit.PostAsync(List, visit.Endpoint.Token, cancellationToken, session);
        if (reply.Status == 200 && reply.Json?["result"]?["tools"] is JsonArray tools)
            return Finding.Good(Hop, Asked, $"{tools.Count} tools");
        return reply.Status == 404
            ? Finding.Broken(Hop, Asked, reply.Text, "The session is not there any more: the table of sessions cannot be written or read, or instances keep their own.", "Look at the table SessionsTable and the function's right to it; where the endpoint hosts itself, set MCP_SESSIONS_TABLE for more than one instance. lambda-mcp logs --level warning")
            : Unanswered(Hop, Asked, reply);
    }

    private static Finding? TokenFault(string asked, Reply reply)
    {
        const string Hop = "token";
        return reply.Status switch
        {
            401 => Finding.Broken(Hop, asked, reply.Text, "The authorizer does not know this token: it is wrong, has expired, or was revoked.", "lambda-mcp token list --all shows those of the table; the stack's output TokenCommand prints the one of its secret. A changed secret is in force after 5 minutes."),
            403 => Finding.Broken(Hop, asked, reply.Text, "The token is known, and lacks the scope mcp, or is good for another path.", "lambda-mcp token show ID tells its scopes; lambda-mcp token create NAME --scope mcp makes another."),
            429 => Finding.Broken(Hop, asked, reply.Text, "The caller sends too many requests.", "Wait a minute; the stack's parameters RequestsPerMinute and ThrottleRequestsPerSecond, and the token's rate, set the bounds."),
            500 => Finding.Broken(Hop, asked, reply.Text, "The authorizer or the endpoint failed.", "lambda-mcp logs --function authorizer --function endpoint --level warning"),
            _ => null,
        };
    }

    private static Finding Unanswered(string hop, string asked, Reply reply) => reply.Status switch
    {
        502 or 503 => Finding.Broken(hop, asked, reply.Text, "The endpoint's function ended without an answer.", "lambda-mcp logs --function endpoint --level debug"),
        504 => Finding.Broken(hop, asked, reply.Text, "The endpoint's function took too long.", "lambda-mcp logs --function endpoint --level debug; more memory (MemorySize) gives it more processor time."),
        0 => Finding.Broken(hop, asked, reply.Text, "The connection broke off.", "Try again; lambda-mcp logs --function endpoint --level debug"),
        _ => Finding.Broken(hop, asked, reply.Text, "That is no MCP result.", "lambda-mcp logs --function endpoint --level warning"),
    };
}
