using LambdaMcp.Protocol.Access;

namespace LambdaMcp.Protocol.Tests.Access;

public sealed class AllowListTests
{
    [Theory]
    [InlineData("orders", "orders")]
    [InlineData("orders_*", "orders_list")]
    [InlineData("orders_*", "orders_")]
    [InlineData("*_list", "orders_list")]
    [InlineData("a*b*c", "abc")]
    [InlineData("a*b*c", "a-b-b-c")]
    [InlineData("a**c", "abc")]
    [InlineData("*a*", "a")]
    [InlineData("a*a", "aa")]
    [InlineData("ab*ba", "abba")]
    [InlineData("*ab*b", "aabbb")]
    public void A_pattern_fits_what_it_says(string pattern, string name) => Assert.True(AllowList.From([pattern])!.Allows(name));

    [Theory]
    [InlineData("orders", "Orders")]
    [InlineData("orders", "orders2")]
    [InlineData("orders", "order")]
    [InlineData("orders_*", "orders")]
    [InlineData("orders_*", "my-orders_list")]
    [InlineData("*_list", "orders_list2")]
    [InlineData("a*a", "a")]
    [InlineData("ab*ba", "aba")]
    [InlineData("a*b*c", "acb")]
    [InlineData("*ab*b", "ab")]
    [InlineData("order?", "orders")]
    [InlineData("order.", "orders")]
    [InlineData("[a-z]*", "orders")]
    [InlineData("\\*", "*")]
    [InlineData("", "orders")]
    [InlineData("straße*", "strasse1")]
    [InlineData("i*", "İ1")]
    public void And_nothing_else(string pattern, string name) => Assert.False(AllowList.From([pattern])!.Allows(name));

    [Fact]
    public void No_list_is_everything_and_an_empty_one_nothing()
    {
        Assert.Null(AllowList.From(null));
        Assert.Null(AllowList.From(["a", "*"]));
        Assert.Null(AllowList.From(["**"]));
        Assert.True(AllowList.From([])!.IsEmpty);
        Assert.False(AllowList.From([])!.Allows(""));
        Assert.False(AllowList.From([""])!.IsEmpty);
        Assert.True(AllowList.From([""])!.Allows(""));
    }

    [Fact]
    public void Lists_have_one_key_if_they_have_the_same_patterns()
    {
        Assert.Equal(AllowList.From(["b", "a"])!.Key, AllowList.From(["a", "b", "a"])!.Key);
        string[][] others = [["a"], ["a,b"], ["a\",\"b"], ["a", "b", ""], ["A", "b"], []];
        Assert.All(others, other => Assert.NotEqual(AllowList.From(["a", "b"])!.Key, AllowList.From(other)!.Key));
        Assert.DoesNotContain('\n', AllowList.From(["a\nb"])!.Key);
    }

    [Fact]
    public void Every_answer_is_that_of_trying_all_ways()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var (pattern, text) = (Text(random, "ab*", 8), Text(random, "ab", 10));
            Assert.True((AllowList.From([pattern])?.Allows(text) ?? true) == Fits(pattern, text), $"{pattern} {text}");
        }

        static string Text(Random random, string characters, int longest) => new(random.GetItems<char>(characters, random.Next(longest)));

        static bool Fits(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text) => pattern switch
        {
            [] => text.IsEmpty,
            ['*', ..] => Fits(pattern[1..], text) || (!text.IsEmpty && Fits(pattern, text[1..])),
            _ => !text.IsEmpty && pattern[0] == text[0] && Fits(pattern[1..], text[1..]),
        };
    }

    [Fact]
    public async Task Hostile_patterns_are_not_slow()
    {
        var text = new string('a', 2048);
        string[] hostile =
        [
            string.Concat(Enumerable.Repeat("a*", 1000)) + "b", string.Concat(Enumerable.Repeat("*a", 1000)) + "*b*", new string('*', 10_000) + "b",
            string.Concat(Enumerable.Repeat($"*{new string('a', 30)}", 60)) + "b*", $"*{new string('a', 1000)}b*",
        ];

        // Trying all ways would take longer than anybody lives.
        var looks = Task.Run(() => hostile.Count(pattern => AllowList.From([pattern])!.Allows(text)), TestContext.Current.CancellationToken);

        Assert.Equal(0, await looks.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("docs://public/*", "docs://public/a/b")]
    [InlineData("docs://public/*", "docs://public/a..b/.c/d.")]
    [InlineData("docs://public/*", "docs://public/...")]
    [InlineData("docs://public/../exact", "docs://public/../exact")]
    public void URIs_are_allowed_as_names_are(string pattern, string uri) => Assert.True(AllowList.From([pattern])!.AllowsUri(uri));

    [Theory]
    [InlineData("docs://public/../secret")]
    [InlineData("docs://public/..")]
    [InlineData("docs://public/./x")]
    [InlineData("docs://public/%2e%2E/secret")]
    [InlineData("docs://public/..%2Fsecret")]
    [InlineData("docs://public/..\\secret")]
    [InlineData("docs://public/a%5C..%5Csecret")]
    [InlineData("docs://public/x?path=../secret")]
    [InlineData("docs://secret")]
    public void An_asterisk_leads_to_nothing_outside(string uri) => Assert.False(AllowList.From(["docs://public/*"])!.AllowsUri(uri));
}
