using System.Diagnostics;
using System.Text.Json;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Tests.Validation;

public sealed class PatternTests
{
    [Theory]
    [InlineData(@"^\d+$", "12", true)]
    [InlineData(@"^\d+$", "١٢", false)]
    [InlineData(@"^\w+$", "añb", false)]
    [InlineData(@"^\W$", "é", true)]
    [InlineData(@"^[\w-]+$", "a-b_c", true)]
    [InlineData(@"^[^\d]$", "٣", true)]
    [InlineData(@"^\s$", "\uFEFF", true)]
    [InlineData(@"^\S$", "\u0085", true)]
    [InlineData("^a$", "a\n", false)]
    [InlineData("^.$", "😀", true)]
    [InlineData("^..$", "😀", false)]
    [InlineData(@"^\W\W$", "😀", false)]
    [InlineData(@"^\P{L}$", "😀", true)]
    [InlineData("^.$", "\u2028", false)]
    [InlineData("^.{2}$", "😀a", true)]
    [InlineData("^😀*$", "😀😀", true)]
    [InlineData("^[😀-😎]$", "😃", true)]
    [InlineData("^[😀-😎]$", "🙀", false)]
    [InlineData("^[a😀]+$", "a😀a", true)]
    [InlineData("^[^😀]$", "😃", true)]
    [InlineData("^[^😀]$", "😀", false)]
    [InlineData("^[^a]$", "😀", true)]
    [InlineData(@"^[\u{10000}-\u{10FFFF}]$", "😀", true)]
    [InlineData(@"^\uD83D\uDE00$", "😀", true)]
    [InlineData(@"^\u{1F600}$", "😀", true)]
    [InlineData(@"^\p{Letter}+$", "añß", true)]
    [InlineData(@"^\p{gc=Lu}$", "É", true)]
    [InlineData(@"^\p{Lu}$", "é", false)]
    [InlineData(@"^\P{L}$", "1", true)]
    [InlineData(@"^[\p{L}\p{Nd}]+$", "aé9", true)]
    [InlineData("^[a-z-[aeiou]]$", "b]", true)]
    [InlineData("[]", "a", false)]
    [InlineData("^[^]$", "\n", true)]
    [InlineData(@"^(?<y>\d{4})-\k<y>$", "2020-2020", true)]
    [InlineData(@"^(a)\1$", "aa", true)]
    [InlineData("^(?=.*\\d)(?!.*x).+$", "a1", true)]
    [InlineData("^a{,3}$", "a{,3}", true)]
    [InlineData(@"^\/\-\.\cA$", "/-.\u0001", true)]
    [InlineData("^x y#z$", "x y#z", true)]
    public void A_pattern_means_what_ECMA_262_says(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Schemas.IsValid($$"""{"pattern":{{Quote(pattern)}}}""", Quote(text)));

    [Theory]
    [InlineData("^(a+)+$")]
    [InlineData("^(a|a)*$")]
    [InlineData("^(([a-z])+.)+[A-Z]([a-z])+$")]
    public void A_pattern_that_would_backtrack_for_ever_answers_at_once(string pattern)
    {
        var clock = Stopwatch.StartNew();
        Assert.False(Schemas.IsValid($$"""{"pattern":{{Quote(pattern)}}}""", Quote(new string('a', 20_000) + "!")));
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void A_pattern_with_back_references_is_given_up_after_the_time_limit_and_the_value_is_invalid()
    {
        var options = new JsonSchemaOptions { PatternTimeout = TimeSpan.FromMilliseconds(50) };
        var text = Schemas.Json(Quote(new string('a', 5_000) + "!"));
        foreach (var schema in (string[])["""{"pattern":"^(a*)*\\1$"}""", """{"not":{"pattern":"^(a*)*\\1$"}}"""])
            Assert.Contains("takes too long", Assert.Single(Schemas.Compile(schema, options).Validate(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_huge_pattern_is_refused() =>
        Assert.Contains("longer than 4096", Assert.Single(Schemas.Faults($$"""{"pattern":"{{new string('a', 5000)}}"}""")), StringComparison.Ordinal);

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
