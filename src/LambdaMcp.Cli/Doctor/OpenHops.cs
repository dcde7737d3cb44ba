using System.Globalization;

namespace LambdaMcp.Cli.Doctor;

/// <summary>What everybody may ask: health, clock, metadata, and to be told that a token is needed.</summary>
internal static class OpenHops
{
    private const string Ping = """{"jsonrpc":"2.0","id":1,"method":"ping"}""";

    // Beyond five minutes AWS takes no signature.
    private static readonly TimeSpan TolerableSkew = TimeSpan.FromMinutes(4);

    public static async Task<Finding> HealthAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "health";
        var url = visit.Endpoint.HealthUrl ?? visit.Beside("health");
        var reply = await visit.GetAsync(url, cancellationToken);
        var asked = $"GET {url}";
        return reply.Status switch
        {
            200 => Finding.Good(Hop, asked, reply.Text),
            0 => Finding.Broken(Hop, asked, reply.Text, "There is a connection, and no HTTP answer.", "What listens there is no HTTP server, or broke off. Compare the URL's port and scheme."),
            403 or 404 => Finding.Broken(Hop, asked, reply.Text, "There is an API, but not this path or stage.", "Compare the URL with the stack's output McpUrl: it ends with the stage and /mcp."),
            502 or 504 or 500 or 503 => Finding.Broken(Hop, asked, reply.Text, "API Gateway is there, and the endpoint's function does not answer.", "lambda-mcp logs --function endpoint --level debug shows how it ends: often a missing setting, or code for another processor architecture."),
            _ => Finding.Broken(Hop, asked, reply.Text, "That is no answer of this endpoint.", "Compare the URL with the stack's output HealthUrl."),
        };
    }

    public static async Task<Finding> ClockAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "clock";
        var reply = await visit.GetAsync(visit.Endpoint.HealthUrl ?? visit.Beside("health"), cancellationToken);
        if (reply.Headers?.Date is not { } there)
            return Finding.Skipped(Hop, "the answer has no Date");
        var skew = visit.Context.Clock.GetUtcNow() - there;
        var came = $"{Math.Abs(skew.TotalSeconds).ToString("0", CultureInfo.InvariantCulture)} s apart";
        return skew.Duration() <= TolerableSkew
            ? Finding.Good(Hop, "the answer's Date", came)
            : Finding.Broken(Hop, "the answer's Date", came, $"This machine's clock is {(skew > TimeSpan.Zero ? "ahead" : "behind")}. AWS takes no signature that is five minutes off, and tokens end at the wrong time.", "Set the clock: NTP.");
    }

    public static async Task<Finding> MetadataAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "metadata";
        var url = visit.Beside(".well-known/oauth-protected-resource");
        var reply = await visit.GetAsync(url, cancellationToken);
        var asked = $"GET {url}";
        if (reply.Status == 200 && reply.Json?["resource"]?.ToString() is { } resource)
        {
            return Uri.TryCreate(resource, UriKind.Absolute, out var named) && visit.Endpoint.Url.ToString().StartsWith(named.ToString().TrimEnd('/'), StringComparison.Ordinal)
                ? Finding.Good(Hop, asked, resource)
                : new(Hop, Verdict.Doubtful, asked, reply.Text, $"The endpoint calls itself {resource}; OAuth clients refuse a resource that is not what they asked for.", "Set the stack's parameter PublicUrl to the URL that clients use.");
        }

        return reply.Status is 404
            ? Finding.Skipped(Hop, "the endpoint describes no resource: OAuth clients cannot find an issuer. Static tokens need none (parameters PublicUrl, TokenIssuers)")
            : Finding.Broken(Hop, asked, reply.Text, "OAuth clients cannot find out how to get a token.", "This path must lie outside of the authorizer. Deploy the template as it is, and set PublicUrl.");
    }

    public static async Task<Finding> ChallengeAsync(Visit visit, CancellationToken cancellationToken)
    {
        const string Hop = "challenge";
        var reply = await visit.PostAsync(Ping, null, cancellationToken);
        var asked = $"POST {visit.Endpoint.Url} without a token";
        if (reply.Status is 200 or 202)
            return Finding.Broken(Hop, asked, reply.Text, "The endpoint is open: whoever knows its URL can call every tool.", "Put the authorizer in front of it, or, where it hosts itself, set MCP_AUTH_TOKEN.");
        if (reply.Status is 403 or 404)
            return Finding.Broken(Hop, asked, reply.Text, "There is no such path, or a policy or a web ACL refuses this machine.", "Compare the URL with the stack's output McpUrl: it ends with /mcp. Look at the web ACL (WebAclArn).");
        if (reply.Status != 401)
            return Finding.Broken(Hop, asked, reply.Text, "It should have been refused with 401. The authorizer failed.", "lambda-mcp logs --function authorizer --level debug");
        var challenge = reply.Header("WWW-Authenticate");
        if (challenge is null || !challenge.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase))
        {
            return Finding.Broken(Hop, asked, $"{reply.Status}, WWW-Authenticate: {challenge ?? reply.Header("x-amzn-remapped-www-authenticate") ?? "none"}",
                "Clients are not told that a bearer token is needed, and OAuth clients cannot begin.", "API Gateway renames this header of a function's answer: only its gateway responses (UNAUTHORIZED, ACCESS_DENIED) can have it. Deploy the template as it is.");
        }

        return reply.Json?["jsonrpc"]?.ToString() == "2.0" && reply.Json["error"] is not null
            ? Finding.Good(Hop, asked, $"401, {challenge}")
            : Finding.Broken(Hop, asked, reply.Text, "The body is no JSON-RPC error: clients of two eras take the server for an older kind and try another protocol.", "Deploy the template's gateway responses as they are.");
    }
}
