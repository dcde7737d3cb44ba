using System.Net;
using EndToEnd.Fixture;

namespace EndToEnd.Dedicated;

/// <summary>Several tokens, with and without the right to call.</summary>
[Collection(DedicatedDeployment.Collection)]
public sealed class ScopeTests(DedicatedDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);
    private readonly McpHttp _withoutScope = new(stack.Ready with { Token = DedicatedDeployment.TokenWithoutScope });

    [Fact]
    public async Task A_known_token_without_the_scope_is_403_and_told_so()
    {
        using var answer = await _withoutScope.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"ping"}""");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("insufficient_scope", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
        Assert.Equal("2.0", (await McpHttp.ReadJsonAsync(answer)).GetProperty("jsonrpc").GetString());
    }

    [Fact]
    public async Task The_functions_learn_the_name_of_the_tokens_owner()
    {
        var result = await _http.CallAsync(await _http.OpenSessionAsync(), "echo");

        Assert.Contains("\"principal\":\"alice\"", result.GetProperty("structuredContent").GetProperty("clientContext").GetProperty("mcp").GetString(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _http.Dispose();
        _withoutScope.Dispose();
    }
}
