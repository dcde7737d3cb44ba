using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Threats;

/// <summary>A token is for this server: no function gets it, whatever contract it is called by, nor anything else that was sent in a header.</summary>
[Collection(ThreatsDeployment.Collection)]
public sealed class TokenPassthroughTests(ThreatsDeployment stack) : IDisposable
{
    private const string Planted = "planted-7f3a9c";
    private readonly McpHttp _http = new(stack.Ready);

    public static TheoryData<string> Contracts => [.. ThreatsDeployment.Contracts];

    [Theory]
    [MemberData(nameof(Contracts))]
    public async Task No_function_gets_a_header_of_the_client(string contract)
    {
        var session = await _http.OpenSessionAsync();

        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"NAME","arguments":{"text":"told"}}}""".Replace("NAME", contract, StringComparison.Ordinal), session, request =>
            {
                foreach (var header in new[] { "Cookie", "X-Api-Key", "Proxy-Authorization", "X-Amz-Security-Token", "X-Forwarded-Host", "Referer", "X-Other" })
                    request.Headers.TryAddWithoutValidation(header, $"{Planted}-{header}");
            });
        var json = (await McpHttp.ReadJsonAsync(answer)).GetRawText();

        Assert.Contains("told", json, StringComparison.Ordinal);
        Assert.DoesNotContain(stack.Ready.Token, json, StringComparison.Ordinal);
        Assert.DoesNotContain(Planted, json, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer", json, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Whom_a_function_serves_is_told_beside_the_arguments_and_no_argument_can_say_otherwise()
    {
        var session = await _http.OpenSessionAsync();

        var result = await _http.CallAsync(session, "payload", """{"text":"told","principal":"mallory","custom":{"mcp":{"principal":"mallory"}}}""");
        var told = JsonDocument.Parse(result.GetProperty("content")[0].GetProperty("text").GetString()!).RootElement;

        var context = told.GetProperty("clientContext").GetRawText();
        Assert.Contains("principal", context, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("mallory", context, StringComparison.Ordinal);
    }

    public void Dispose() => _http.Dispose();
}
