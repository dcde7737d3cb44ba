using LambdaMcp.Gateway.Catalog.Resources;
using LambdaMcp.Protocol.Access;
using LambdaMcp.Protocol.Resources;

namespace LambdaMcp.Gateway.Tests.Catalog.Rights;

public sealed class TemplateReachTests
{
    [Theory]
    [InlineData("a://{x}", "a://1")]
    [InlineData("a://{x}", "a://*")]
    [InlineData("a://{x}", "*1")]
    [InlineData("a://{x}/b", "a://*")]
    [InlineData("a://{x}/b", "*/b")]
    [InlineData("a://{x}-{y}", "a://1-*")]
    [InlineData("a://{+x}", "a://b/c?d#e")]
    [InlineData("a://{+x}/z", "a://*/y/*")]
    [InlineData("{+x}:b", "*a*:*")]
    [InlineData("a://{+x}", "a:/*b")]
    public void A_template_that_gives_something_allowed_is_found(string template, string pattern) => Assert.True(IsAny(template, pattern));

    [Theory]
    [InlineData("a://{x}", "b://*")]
    [InlineData("a://{x}", "a://")]
    [InlineData("a://{x}", "a://b/c")]
    [InlineData("a://{x}", "a://*/c")]
    [InlineData("a://{x}", "a://*?*")]
    [InlineData("a://{x}", "A://*")]
    [InlineData("a://{x}/b", "a://*/c")]
    [InlineData("a://{+x}", "a://")]
    public void And_one_that_does_not_is_not(string template, string pattern) =>
        Assert.False(IsAny(template, pattern));

    [Fact]
    public void Whatever_a_template_gives_and_a_list_allows_is_within_reach()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 5000; i++)
        {
            var pattern = Text(random, "ab/*", 6);
            var template = UriTemplate.Read($"{Text(random, "ab/", 3)}{{x}}{Text(random, "ab/", 2)}", out _)!;
            var list = AllowList.From([pattern]);
            var any = All("ab/", 6).Any(text => template.Match(text) is not null && list?.Allows(text) != false);
            if (list is not null && any)
                Assert.True(TemplateReach.IsAny(template, list), pattern);
        }

        static string Text(Random random, string characters, int longest) => new(random.GetItems<char>(characters, random.Next(longest)));

        static IEnumerable<string> All(string characters, int longest) => longest == 0
            ? [""]
            : All(characters, longest - 1).SelectMany(text => text.Length == longest - 1 ? characters.Select(character => text + character).Append(text) : [text]);
    }

    private static bool IsAny(string template, string pattern) => TemplateReach.IsAny(UriTemplate.Read(template, out _)!, AllowList.From([pattern])!);
}
