namespace LambdaMcp.Auth.Tests;

public sealed class AuthorizerContextTests
{
    [Fact]
    public void A_principal_comes_through_as_it_is()
    {
        var sent = new Principal("https://issuer.example.com#alice", ["mcp", "lambda-mcp/manage"])
        {
            Tools = ["get-*", "a tool"],
            Resources = [],
            Set = "crm",
            ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000),
            RequestsPerMinute = 60,
            TokenId = "k3v9",
        };

        var read = Read(AuthorizerContext.EntriesOf(sent))!;

        Assert.Equal(sent.Scopes, read.Scopes);
        Assert.Equal(sent.Tools, read.Tools);
        Assert.Empty(read.Resources!);
        Assert.Null(read.Prompts);
        Assert.Equal((sent.Name, sent.Set, sent.ExpiresAt, sent.RequestsPerMinute, sent.TokenId), (read.Name, read.Set, read.ExpiresAt, read.RequestsPerMinute, read.TokenId));
    }

    [Theory]
    [InlineData(AuthorizerContext.ToolsKey, "get-*")]
    [InlineData(AuthorizerContext.ResourcesKey, "null")]
    [InlineData(AuthorizerContext.PromptsKey, "")]
    [InlineData(AuthorizerContext.ExpiresAtKey, "soon")]
    [InlineData(AuthorizerContext.ExpiresAtKey, "9999999999999999")]
    [InlineData(AuthorizerContext.RequestsPerMinuteKey, "-1")]
    public void What_cannot_be_understood_widens_nothing(string key, string value) => Assert.Null(Read([new(AuthorizerContext.ScopesKey, "mcp"), new(key, value)]));

    private static Principal? Read(IEnumerable<KeyValuePair<string, string>> entries) =>
        AuthorizerContext.ReadPrincipal(new Dictionary<string, string>(entries) { [AuthorizerContext.PrincipalIdKey] = "https://issuer.example.com#alice" });
}
