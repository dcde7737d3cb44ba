using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.SelfHosted;

/// <summary>A server that is told to stop: what becomes of the requests that it holds.</summary>
public sealed class DrainTests(LocalDeployment stack) : IDisposable
{
    private const string Token = "a-token-for-the-drained-endpoint";
    private const string Call = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"call","arguments":{}}}""";

    private readonly HeldFunction _function = new();
    private readonly HttpClient _probes = new();

    [Fact]
    public async Task An_open_call_ends_as_if_nothing_were_and_then_nobody_listens()
    {
        await using var endpoint = await StartAsync();
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        var session = await http.OpenSessionAsync();
        Assert.Equal(HttpStatusCode.OK, await ProbeAsync(endpoint, "/health/ready"));
        var call = http.PostAsync(Call, session);
        await _function.Invoked;

        await endpoint.TellToStopAsync();
        while (await ProbeAsync(endpoint, "/health/ready") != HttpStatusCode.ServiceUnavailable)
            Assert.False(call.IsCompleted, "The call ended before it was let.");
        var alive = await ProbeAsync(endpoint, "/health");
        _function.Release();
        using var answer = await call;

        Assert.Equal(HttpStatusCode.OK, alive);
        Assert.Contains("\"waited\":true", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.True(answer.Headers.ConnectionClose);
        Assert.Equal(0, await endpoint.EndAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => ProbeAsync(endpoint, "/health"));
    }

    [Fact]
    public async Task A_stream_on_which_a_client_listens_is_ended_in_order()
    {
        await using var endpoint = await StartAsync();
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        using var stream = await http.StreamAsync(HttpMethod.Get, null, await http.OpenSessionAsync());
        Assert.Equal(HttpStatusCode.OK, stream.StatusCode);
        var body = stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        await endpoint.TellToStopAsync();

        // It would throw for one that was cut off.
        await body;
        Assert.Equal(0, await endpoint.EndAsync());
        Assert.DoesNotContain("cut off", await endpoint.WrittenAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_takes_longer_than_it_may_is_cut_off()
    {
        await using var endpoint = await StartAsync(("MCP_DRAIN_SECONDS", "0"));
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        var call = http.PostAsync(Call, await http.OpenSessionAsync());
        await _function.Invoked;

        await endpoint.TellToStopAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => call);
        Assert.Equal(0, await endpoint.EndAsync());
        Assert.Contains("cut off", await endpoint.WrittenAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM", 143)]
    [InlineData("INT", 130)]
    public async Task Whoever_sends_a_second_signal_does_not_wait(string second, int exitCode)
    {
        await using var endpoint = await StartAsync(("MCP_DRAIN_SECONDS", "3600"));
        using var http = new McpHttp(stack.Ready with { McpUrl = endpoint.Url, Token = Token });
        var call = http.PostAsync(Call, await http.OpenSessionAsync());
        await _function.Invoked;

        await endpoint.TellToStopAsync();
        while (await ProbeAsync(endpoint, "/health/ready") != HttpStatusCode.ServiceUnavailable)
            Assert.False(call.IsCompleted, "The call ended before it was let.");
        await endpoint.TellToStopAsync(second);

        Assert.Equal(exitCode, await endpoint.EndAsync());
        await Assert.ThrowsAsync<HttpRequestException>(() => call);
    }

    [Fact]
    public async Task The_executable_itself_probes_the_server()
    {
        await using var endpoint = await StartAsync();
        var port = new Uri(endpoint.Url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        var healthy = await EndpointProcess.RunAsync(stack, new() { ["MCP_SERVER_PORT"] = port }, "--health");
        // It gives the server two seconds, which a busy machine may not have for it.
        for (var again = 0; again < 10 && healthy.ExitCode != 0; again++)
            healthy = await EndpointProcess.RunAsync(stack, new() { ["MCP_SERVER_PORT"] = port }, "--health");
        await endpoint.StopAsync();
        var gone = await EndpointProcess.RunAsync(stack, new() { ["MCP_SERVER_PORT"] = port }, "--health");

        Assert.Equal((0, 1), (healthy.ExitCode, gone.ExitCode));
        Assert.Contains("does not answer", gone.Errors, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _function.Dispose();
        _probes.Dispose();
    }

    private Task<EndpointProcess> StartAsync(params (string Name, string Value)[] settings)
    {
        SecretWatch.Add(Token, "the token of a drained endpoint");
        var all = new Dictionary<string, string> { ["MCP_AUTH_TOKEN"] = Token, ["FUNCTION_PREFIX"] = "held-", ["AWS_ENDPOINT_URL_LAMBDA"] = _function.Url };
        foreach (var (name, value) in settings)
            all[name] = value;
        return EndpointProcess.StartAsync(stack, all);
    }

    private async Task<HttpStatusCode> ProbeAsync(EndpointProcess endpoint, string path)
    {
        using var answer = await _probes.GetAsync(endpoint.Url.Replace("/mcp", path, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
