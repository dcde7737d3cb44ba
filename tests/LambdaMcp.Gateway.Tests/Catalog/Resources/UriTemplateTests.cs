using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Tests.Catalog.Resources;

public sealed class UriTemplateTests
{
    [Theory]
    [InlineData("orders://{id}", "orders://7", "id=7")]
    [InlineData("test://template/{id}/data", "test://template/123/data", "id=123")]
    [InlineData("a://{x}/{y}", "a://1/2", "x=1 y=2")]
    [InlineData("a://{x}", "a://caf%C3%A9%2F1", "x=café/1")]
    [InlineData("files:///{+path}", "files:///docs/a%20b.md", "path=docs/a b.md")]
    [InlineData("files:///{+path}.{ext}", "files:///a.b.txt", "path=a.b ext=txt")]
    [InlineData("a://{+x}/end", "a://b/end/end", "x=b/end")]
    public void A_uri_gives_the_variables(string template, string uri, string variables) =>
        Assert.Equal(variables, string.Join(' ', UriTemplate.Read(template, out _)!.Match(uri)!.Select(entry => $"{entry.Key}={entry.Value}")));

    [Theory]
    [InlineData("orders://{id}", "orders://")]
    [InlineData("orders://{id}", "orders://1/2")]
    [InlineData("orders://{id}", "orders://1?x")]
    [InlineData("orders://{id}", "other://1")]
    [InlineData("a://{x}/end", "a://1/en")]
    [InlineData("a://{x}/end", "a://1/end2")]
    public void Another_uri_does_not_match(string template, string uri) => Assert.Null(UriTemplate.Read(template, out _)!.Match(uri));

    [Fact]
    public void A_uri_that_almost_matches_in_many_ways_is_refused_soon()
    {
        var template = UriTemplate.Read("a://{+a}/{+b}/{+c}/{+d}!", out _)!;

        Assert.Null(template.Match("a://" + string.Concat(Enumerable.Repeat("x/", 1000))));
        Assert.Null(template.Match("a://" + new string('x', 3000)));
    }

    [Theory]
    [InlineData("a://b", "no variable")]
    [InlineData("a://{x", "without a }")]
    [InlineData("a://x}", "without a {")]
    [InlineData("a://{x*}", "{x*}")]
    [InlineData("a://{?x}", "{?x}")]
    [InlineData("a://{}", "{}")]
    [InlineData("a://{x,y}", "{x,y}")]
    [InlineData("a://{x}{y}", "between")]
    [InlineData("a://{x}/{x}", "twice")]
    public void A_template_that_cannot_be_read_backwards_is_refused(string template, string fault)
    {
        Assert.Null(UriTemplate.Read(template, out var actual));
        Assert.Contains(fault, actual, StringComparison.Ordinal);
    }
}
