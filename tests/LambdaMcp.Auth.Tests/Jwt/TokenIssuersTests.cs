using LambdaMcp.Auth.Jwt;

namespace LambdaMcp.Auth.Tests.Jwt;

public sealed class TokenIssuersTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public void Without_a_setting_there_are_none(string? setting) => Assert.Empty(TokenIssuers.Read(setting).Entries);

    [Fact]
    public void Issuers_are_listed_as_they_were_written()
    {
        var issuers = TokenIssuers.Read(" https://a.example/,https://b.example/tenant http://127.0.0.1:9000 ");

        Assert.Equal(["https://a.example/", "https://b.example/tenant", "http://127.0.0.1:9000"], issuers.Entries.Select(entry => entry.Issuer));
        Assert.Equal(["https://a.example/", "https://b.example/tenant", "http://127.0.0.1:9000"], issuers.Urls.Select(url => url.OriginalString));
        Assert.Null(issuers.Entries[0].Algorithms);
    }

    [Fact]
    public void An_issuer_has_settings_of_its_own()
    {
        var issuers = TokenIssuers.Read("""
            ["https://a.example",
             {"issuer":"https://b.example","audiences":["urn:mcp"],"clientIds":["c1","c2"],"algorithms":["ES256"],"scopes":{"api/mcp":"mcp","api/all":["mcp","x"]},
              "tools":["crm-*"],"resources":[],"prompts":["*"],"requestsPerMinute":60}]
            """);

        var entry = issuers.Entries[1];
        Assert.Equal("https://b.example", entry.Issuer);
        Assert.Equal(["urn:mcp"], entry.Audiences);
        Assert.Equal(["c1", "c2"], entry.ClientIds);
        Assert.Equal(["ES256"], entry.Algorithms!);
        Assert.Equal(["mcp", "x"], entry.Scopes!["api/all"]);
        Assert.Equal(["crm-*"], entry.Tools!);
        Assert.Empty(entry.Resources!);
        Assert.Equal(["*"], entry.Prompts!);
        Assert.Equal(60, entry.RequestsPerMinute);
    }

    [Theory]
    [InlineData("http://login.example.com", "must be an https URL")]
    [InlineData("login.example.com", "'login.example.com' must be an https URL")]
    [InlineData("https://a.example/?x", "must be an https URL")]
    [InlineData("https://a.example/#x", "must be an https URL")]
    [InlineData("https://a.example/#", "must be an https URL")]
    [InlineData("https://user@a.example", "must be an https URL")]
    [InlineData("https://a.example https://b.example https://a.example", "https://a.example is there twice")]
    [InlineData("[", "none (line 1, byte 2)")]
    [InlineData("[]", "at least one")]
    [InlineData("{}", "must be a JSON array")]
    [InlineData("[7]", "[0] must be an issuer's URL or a JSON object")]
    [InlineData("""["https://a.example",{}]""", "[1] needs an \"issuer\"")]
    [InlineData("""[{"issuer":"ftp://a.example"}]""", "[0].issuer must be an https URL")]
    [InlineData("""[{"issuer":"https://a.example","issuer":"https://a.example"}]""", "[0] has \"issuer\" twice")]
    [InlineData("""[{"issuer":"https://a.example","audience":"x"}]""", "[0] has a member \"audience\"; there are issuer, audiences")]
    [InlineData("""[{"issuer":"https://a.example","audiences":"x"}]""", "[0].audiences must be a list")]
    [InlineData("""[{"issuer":"https://a.example","audiences":[]}]""", "[0].audiences must be a list")]
    [InlineData("""[{"issuer":"https://a.example","clientIds":[""]}]""", "[0].clientIds must be a list")]
    [InlineData("""[{"issuer":"https://a.example","algorithms":["HS256"]}]""", "[0].algorithms: 'HS256' is not one of RS256")]
    [InlineData("""[{"issuer":"https://a.example","algorithms":["none"]}]""", "'none' is not one of")]
    [InlineData("""[{"issuer":"https://a.example","scopes":["mcp"]}]""", "[0].scopes must be a JSON object")]
    [InlineData("""[{"issuer":"https://a.example","scopes":{"a":7}}]""", "[0].scopes: \"a\" must")]
    [InlineData("""[{"issuer":"https://a.example","scopes":{"a":"b c"}}]""", "[0].scopes: \"a\" must")]
    [InlineData("""[{"issuer":"https://a.example","requestsPerMinute":0}]""", "[0].requestsPerMinute must be a whole number from 1")]
    public void A_fault_is_named_with_its_place(string setting, string expected)
    {
        var fault = Assert.Throws<FormatException>(() => TokenIssuers.Read(setting));

        Assert.StartsWith("MCP_TOKEN_ISSUERS: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Patterns_have_room_in_what_an_authorizer_may_answer() => Assert.Contains(
        "[0] has patterns of more than 4096 bytes",
        Assert.Throws<FormatException>(() => TokenIssuers.Read($$"""[{"issuer":"https://a.example","tools":["{{new string('t', 5000)}}"]}]""")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("""[{"issuer":"https://a.example","tools":["*"]}]""", true)]
    [InlineData("""[{"issuer":"https://a.example","audiences":["x"]},"https://b.example"]""", true)]
    [InlineData("""[{"issuer":"https://a.example","audiences":["x"]}]""", false)]
    [InlineData("""[{"issuer":"https://a.example","clientIds":["x"]}]""", false)]
    public void Without_the_endpoints_url_an_issuer_must_have_audiences(string setting, bool isFault)
    {
        var issuers = TokenIssuers.Read(setting);

        Assert.Same(issuers, issuers.For(new("https://mcp.example.com/mcp")));
        if (isFault)
            Assert.Contains("Set MCP_PUBLIC_URL", Assert.Throws<FormatException>(() => issuers.For(null)).Message, StringComparison.Ordinal);
        else
            Assert.Same(issuers, issuers.For(null));
    }
}
