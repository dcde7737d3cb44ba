using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.SelfHosted;

namespace EndToEnd.Tokens;

/// <summary>
/// Tokens from the command line to a tool's answer: through API Gateway, the real authorizer and its table. API Gateway keeps what the authorizer
/// allowed for 300 seconds, so a token is changed here before it is shown, or shown to an endpoint that hosts itself.
/// </summary>
public sealed class StoredTokenTests(LocalDeployment stack)
{
    [Fact]
    public async Task A_token_works_is_rotated_and_is_revoked()
    {
        var first = await CliProcess.TokenAsync(stack, "create", "rotating", "--quiet");
        var second = await CliProcess.TokenAsync(stack, "rotate", "rotating", "--overlap", "1h", "--quiet");

        Assert.Equal("rotating", await PrincipalAsync(first));
        Assert.Equal("rotating", await PrincipalAsync(second));

        var third = await CliProcess.TokenAsync(stack, "rotate", "rotating", "--overlap", "0s", "--quiet");
        var (exitCode, _, _) = await CliProcess.RunAsync(stack, "token", "revoke", "rotating");

        Assert.Equal(0, exitCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(third));
        AssertNotLogged(first, second, third);
    }

    [Fact]
    public async Task What_is_revoked_or_has_expired_is_refused_at_once_where_it_was_not_seen()
    {
        var revoked = await CliProcess.TokenAsync(stack, "create", "revoked", "--quiet");
        await CliProcess.RunAsync(stack, "token", "revoke", "revoked");
        var replaced = await CliProcess.TokenAsync(stack, "create", "replaced", "--quiet");
        await CliProcess.TokenAsync(stack, "rotate", "replaced", "--overlap", "0s", "--quiet");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(revoked));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(replaced));
        AssertNotLogged(revoked, replaced);
    }

    [Fact]
    public async Task Another_secret_of_the_id_an_unknown_id_and_a_part_of_a_token_are_refused()
    {
        var token = await CliProcess.TokenAsync(stack, "create", "guessed", "--quiet");
        var secret = new string(token[22..].Reverse().ToArray());
        string[] bad = [token[..22] + secret, "lmcp_aaaaaaaaaaaaaaaa" + token[21..], token[..^1], "lmcp_"];

        foreach (var text in bad)
        {
            using var http = new McpHttp(stack.Ready with { Token = text });
            using var answer = await http.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
            Assert.Equal("2.0", (await McpHttp.ReadJsonAsync(answer)).GetProperty("jsonrpc").GetString());
        }

        Assert.Equal("guessed", await PrincipalAsync(token));
        AssertNotLogged([token, .. bad[..3]]);
    }

    [Fact]
    public async Task A_token_without_the_scope_is_403()
    {
        var token = await CliProcess.TokenAsync(stack, "create", "elsewhere", "--scope", "other", "--quiet");

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(token));
    }

    [Fact]
    public async Task An_endpoint_that_hosts_itself_takes_the_same_tokens_beside_its_own_or_in_their_place()
    {
        const string Own = "a-token-of-the-endpoints-own";
        var token = await CliProcess.TokenAsync(stack, "create", "self-hosted", "--quiet");
        await using var both = await EndpointProcess.StartAsync(stack, new() { ["MCP_TOKENS_TABLE"] = stack.Ready.TokensTable, ["MCP_AUTH_TOKEN"] = Own });
        await using var alone = await EndpointProcess.StartAsync(stack, new() { ["MCP_TOKENS_TABLE"] = stack.Ready.TokensTable });

        Assert.Equal("self-hosted", await PrincipalAsync(token, both.Url));
        Assert.Equal("default", await PrincipalAsync(Own, both.Url));
        await CliProcess.RunAsync(stack, "token", "revoke", token);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(token, alone.Url));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(Own, alone.Url));
    }

    [Fact]
    public async Task A_list_in_a_pipe_is_one_line_for_each_token()
    {
        var token = await CliProcess.TokenAsync(stack, "create", "listed", "--tool", "crm-*", "--quiet");

        var (_, list, _) = await CliProcess.RunAsync(stack, "token", "list");
        var (_, shown, _) = await CliProcess.RunAsync(stack, "token", "show", "listed", "--json");

        Assert.Contains($"\n{token[5..21]}\tlisted\tactive\tmcp\ttools crm-*\t", "\n" + list, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(shown);
        Assert.Equal(token[5..21], json.RootElement.GetProperty("tokens")[0].GetProperty("id").GetString());
    }

    private async Task<string?> PrincipalAsync(string token, string? url = null)
    {
        using var http = Http(token, url);
        var result = await http.CallAsync(await http.OpenSessionAsync(), "echo");
        using var context = JsonDocument.Parse(result.GetProperty("structuredContent").GetProperty("clientContext").GetProperty("mcp").GetString()!);
        return context.RootElement.GetProperty("principal").GetString();
    }

    private async Task<HttpStatusCode> StatusAsync(string token, string? url = null)
    {
        using var http = Http(token, url);
        using var answer = await http.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");
        return answer.StatusCode;
    }

    private McpHttp Http(string token, string? url) => new(stack.Ready with { Token = token, McpUrl = url ?? stack.Ready.McpUrl });

    private void AssertNotLogged(params string[] tokens) =>
        Assert.All(tokens, token => Assert.DoesNotContain(token[22..], stack.Output, StringComparison.Ordinal));
}
