using System.Security.Claims;
using LambdaMcp.Protocol.Access;

namespace LambdaMcp.Protocol.Tests.Access;

public sealed class AllowancesTests
{
    [Fact]
    public void A_token_without_lists_is_narrowed_to_nothing()
    {
        Assert.Same(Allowances.Everything, Read());
        Assert.Same(Allowances.Everything, Read(("scope", "mcp"), ("set", "sales")));
        Assert.True(Allowances.Everything.AllowsPrompt("any"));
        Assert.True(Allowances.Everything.AllowsResource("any://../thing"));
    }

    [Fact]
    public void Each_list_is_read_from_the_claim_of_its_name()
    {
        var allowed = Read(("tools", """["a_*","b"]"""), ("prompts", "[]"))!;

        Assert.Equal(["a_*", "b"], allowed.Tools!.Patterns);
        Assert.Null(allowed.Resources);
        Assert.True(allowed.Prompts!.IsEmpty);
        Assert.False(allowed.AllowsPrompt("any"));
        Assert.False(Read(("resources", """["docs://*"]"""))!.AllowsResource("other://a"));
        Assert.Null(Read(("tools", """["*"]"""))!.Tools);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("a")]
    [InlineData("\"a\"")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[\"*\",1]")]
    [InlineData("[[\"*\"]]")]
    [InlineData("[\"a\"")]
    [InlineData("[\"a\"] [\"*\"]")]
    [InlineData("[\"\\ud800\"]")]
    public void What_cannot_be_read_is_not_guessed_at(string text)
    {
        Assert.All(new[] { "tools", "resources", "prompts" }, type => Assert.Null(Read((type, text))));
    }

    [Fact]
    public void Of_two_lists_neither_counts() => Assert.Null(Read(("tools", """["a"]"""), ("tools", """["b"]""")));

    private static Allowances? Read(params (string Type, string Value)[] claims) =>
        Allowances.Read(new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)), "test")));
}
