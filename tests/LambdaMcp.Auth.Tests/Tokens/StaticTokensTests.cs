using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Tokens;

public sealed class StaticTokensTests
{
    private const string Plain = "abcdefghijklmnop";

    [Theory]
    [InlineData(Plain)]
    [InlineData(Plain + "\n")]
    [InlineData("  " + Plain + "\r\n")]
    public void A_plain_secret_is_the_default_principals_token(string secret)
    {
        var principal = StaticTokens.Parse(secret).Find(Plain);

        Assert.NotNull(principal);
        Assert.Equal("default", principal.Name);
        Assert.Equal(["mcp", "lambda-mcp/manage"], principal.Scopes);
    }

    [Fact]
    public void A_json_secret_names_its_principals_and_their_scopes()
    {
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("bobs-long-token-0123")));
        var tokens = StaticTokens.Parse($$"""
            {"tokens":[
              {"name":"alice","token":"alices-long-token-01","scopes":["mcp","admin","mcp"]},
              {"name":"bob","sha256":"{{hash}}"},
              {"name":"carol","sha256":"{{new string('a', 64)}}","scopes":[]}]}
            """);

        Assert.Equal(3, tokens.Count);
        Assert.Equal(["mcp", "admin"], tokens.Find("alices-long-token-01")!.Scopes);
        Assert.Equal("bob", tokens.Find("bobs-long-token-0123")!.Name);
        Assert.Equal(["mcp"], tokens.Find("bobs-long-token-0123")!.Scopes);
        Assert.Null(tokens.Find("alices-long-token-02"));
        Assert.Null(tokens.Find(hash));
        Assert.Null(tokens.Find(""));
    }

    [Fact]
    public void Every_entry_is_compared_even_after_a_match()
    {
        var entries = Enumerable.Range(0, 5)
            .Select(i => new StaticToken(new Principal($"p{i}", []), TokenHash.Plain($"token-{i}"))).ToList();
        var visited = 0;

        var found = StaticTokens.Find("token-0", Counted());

        Assert.Equal("p0", found!.Name);
        Assert.Equal(5, visited);

        IEnumerable<StaticToken> Counted()
        {
            foreach (var entry in entries)
            {
                visited++;
                yield return entry;
            }
        }
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData(" \n", "it is empty")]
    [InlineData("short-S3CRET", "shorter than 16 characters")]
    [InlineData("with a space S3CRET here", "others than")]
    [InlineData("[\"S3CRETS3CRETS3CRET\"]", "others than")]
    [InlineData("{S3CRET", "starts like JSON, but is none (line 1, byte 2)")]
    [InlineData("{\"S3CRET\":1}", "it has a member that is not one of: tokens")]
    [InlineData("{}", "\"tokens\" must be a list")]
    [InlineData("{\"tokens\":[]}", "\"tokens\" must be a list")]
    [InlineData("{\"tokens\":\"S3CRET\"}", "\"tokens\" must be a list")]
    [InlineData("{\"tokens\":[],\"tokens\":[]}", "it has a member twice")]
    [InlineData("{\"tokens\":[\"S3CRET\"]}", "tokens[0] must be a JSON object")]
    [InlineData("{\"tokens\":[{\"token\":\"S3CRETS3CRETS3CRET\"}]}", "tokens[0].name must be text of 1 to 128")]
    [InlineData("{\"tokens\":[{\"name\":\" S3CRET\"}]}", "tokens[0].name must be text of 1 to 128")]
    [InlineData("{\"tokens\":[{\"name\":5}]}", "tokens[0].name must be text")]
    [InlineData("{\"tokens\":[{\"name\":\"S3CRET\"}]}", "tokens[0] needs either \"token\" or \"sha256\"")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRETS3CRETS3CRET\",\"sha256\":\"00\"}]}", "tokens[0] needs either")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRET\"}]}", "tokens[0].token is shorter than 16")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRET, S3CRET, S3CRET\"}]}", "tokens[0].token has more than 8192 characters, or")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"sha256\":\"S3CRET\"}]}", "tokens[0].sha256 must be 64 hexadecimal digits")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRETS3CRETS3CRET\",\"scope\":[]}]}", "tokens[0] has a member that is not one of")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRETS3CRETS3CRET\",\"scopes\":\"mcp\"}]}", "tokens[0].scopes must be a list")]
    [InlineData("{\"tokens\":[{\"name\":\"a\",\"token\":\"S3CRETS3CRETS3CRET\",\"scopes\":[\"S3CRET S3CRET\"]}]}", "tokens[0].scopes must be")]
    public void A_malformed_secret_is_refused_by_naming_the_fault_and_no_value(string secret, string fault)
    {
        var error = Assert.Throws<MalformedTokenSecretException>(() => StaticTokens.Parse(secret));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alice", "another-long-token-2", "tokens[1] has the name of tokens[0]")]
    [InlineData("bob", "alices-long-token-01", "tokens[1] has the token of tokens[0]")]
    public void A_name_or_token_cannot_occur_twice(string name, string token, string fault)
    {
        var secret = $$"""
            {"tokens":[{"name":"alice","token":"alices-long-token-01"},{"name":"{{name}}","token":"{{token}}"}]}
            """;

        var error = Assert.Throws<MalformedTokenSecretException>(() => StaticTokens.Parse(secret));

        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
    }
}
