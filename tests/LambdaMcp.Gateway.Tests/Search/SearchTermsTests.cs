using LambdaMcp.Gateway.Search;

namespace LambdaMcp.Gateway.Tests.Search;

public sealed class SearchTermsTests
{
    [Theory]
    [InlineData("getCustomerById", "get customer by id")]
    [InlineData("list_orders_v2", "list order v2")]
    [InlineData("HTTPServer error", "http server error")]
    [InlineData("Find customers' addresses, by e-mail!", "find customer addresse by e mail")]
    [InlineData("queries of the boss", "query of the boss")]
    [InlineData("status", "status")]
    [InlineData("Straße ÉTÉ", "straße été")]
    [InlineData("天気予報 today", "天 気 予 報 today")]
    [InlineData("", "")]
    [InlineData(" -- ", "")]
    public void Text_becomes_words(string text, string expected) => Assert.Equal(expected, string.Join(' ', Terms(text)));

    [Fact]
    public void A_word_without_an_end_is_cut()
    {
        Assert.Equal(40, Assert.Single(Terms(new string('a', 100_000))).Length);
    }

    [Fact]
    public void Reading_stops_when_enough_is_taken()
    {
        var taken = new List<string>();
        SearchTerms.Read("a b c d", term =>
        {
            taken.Add(term);
            return taken.Count < 2;
        });
        Assert.Equal(["a", "b"], taken);
    }

    [Fact]
    public void Half_a_character_is_no_trouble()
    {
        Assert.NotNull(Terms("ab \uD83D cd \uDE00e"));
    }

    private static List<string> Terms(string text)
    {
        var terms = new List<string>();
        SearchTerms.Read(text, term =>
        {
            terms.Add(term);
            return true;
        });
        return terms;
    }
}
