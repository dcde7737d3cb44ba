using System.Security.Claims;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Tests.Stateless;
using LambdaMcp.Protocol.Tests.Streams;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Protocol.Tests.Access;

/// <summary>The rights that the authentication in front of the endpoint found, on their way to whatever serves a request.</summary>
public sealed class CallerRightsTests
{
    private const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"echo"}}""";

    private readonly EchoCatalog _tools = new();
    private readonly McpHost _host;

    public CallerRightsTests() => _host = new(tools: _tools, options: new() { LegacySse = true });

    [Fact]
    public async Task A_request_of_either_era_carries_what_the_token_is_narrowed_to()
    {
        await _host.PostAsync(Call, await _host.OpenSessionAsync(), change: With(("tools", """["a*"]"""), ("scope", "s")));
        Assert.Equal(["a*"], _tools.LastRequest!.Allowed.Tools!.Patterns);
        Assert.Equal(["s"], _tools.LastRequest.Scopes);

        await _host.AskAsync("tools/call", """{"name":"echo"}""", change: With(("resources", """["b*"]""")));
        Assert.Equal(["b*"], _tools.LastRequest!.Allowed.Resources!.Patterns);

        var batch = await _host.OpenSessionAsync(version: "2025-03-26");
        await _host.PostAsync($"[{Call}]", batch, change: With(("prompts", """["c*"]""")));
        Assert.Equal(["c*"], _tools.LastRequest!.Allowed.Prompts!.Patterns);
    }

    [Fact]
    public async Task A_token_that_is_not_narrowed_costs_nothing()
    {
        await _host.PostAsync(Call, await _host.OpenSessionAsync(), change: With(("scope", "s")));

        Assert.Same(Allowances.Everything, _tools.LastRequest!.Allowed);
    }

    [Theory]
    [InlineData("POST", "/mcp")]
    [InlineData("GET", "/mcp")]
    [InlineData("DELETE", "/mcp")]
    [InlineData("GET", "/sse")]
    [InlineData("POST", "/message")]
    public async Task Rights_that_cannot_be_read_are_none(string method, string path)
    {
        var session = await _host.OpenSessionAsync();

        var answer = await _host.SendAsync(method, Call, session, change: request =>
        {
            request.Path = path;
            request.Headers.Accept = "application/json, text/event-stream";
            With(("tools", "everything"))(request);
        });

        Assert.Equal((403, 403), (answer.Status, answer.ErrorCode));
        Assert.Null(_tools.LastRequest);
        Assert.Equal(200, (await _host.PostAsync(Call, session)).Status);
    }

    [Fact]
    public async Task Another_principals_stream_cannot_be_resumed()
    {
        var host = new StreamHost(tools: new ScriptedTool(async (request, cancellationToken) =>
        {
            await ScriptedTool.SayAsync(request, "secret", cancellationToken);
            return McpResult.Empty;
        }));
        var session = await host.One.OpenSessionAsync();
        var call = host.One.Open("POST", ScriptedTool.Call, session);
        await call.ServedAsync();
        var first = call.Events[0].Id;

        var stolen = host.Get(session, first, change: As("mallory"));
        var changes = host.Get(session, change: As("mallory"));

        Assert.Equal((404, 404), (stolen.Status, changes.Status));
        Assert.DoesNotContain("secret", stolen.Body, StringComparison.Ordinal);
        Assert.Contains("secret", host.Get(session, first).Body, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_principals_event_source_begins_anew()
    {
        var host = new StreamHost(new() { LegacySse = true });
        var stream = OpenSse(host, "alice", null);
        var id = Assert.Single(stream.Events).Id;

        var stolen = OpenSse(host, "mallory", id);

        Assert.NotEqual(stream.Events[0].Data, Assert.Single(stolen.Events).Data);
        Assert.Equal(stream.Events[0].Data, Assert.Single(OpenSse(host, "alice", id).Events).Data);
    }

    private static Connection OpenSse(StreamHost host, string user, string? lastEventId) => host.One.Open("GET", null, user: user, change: request =>
    {
        request.Path = "/sse";
        request.Headers.Accept = "text/event-stream";
        if (lastEventId is not null)
            request.Headers["Last-Event-ID"] = lastEventId;
    });

    private static Action<HttpRequest> As(string user) =>
        request => request.HttpContext.User = new(new ClaimsIdentity([new(ClaimTypes.Name, user)], "test"));

    private static Action<HttpRequest> With(params (string Type, string Value)[] claims) =>
        request => ((ClaimsIdentity)request.HttpContext.User.Identity!).AddClaims(claims.Select(claim => new Claim(claim.Type, claim.Value)));
}
