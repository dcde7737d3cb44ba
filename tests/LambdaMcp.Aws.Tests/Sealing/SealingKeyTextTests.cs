using System.Security.Cryptography;
using System.Text;
using LambdaMcp.Aws.Sealing;

namespace LambdaMcp.Aws.Tests.Sealing;

public sealed class SealingKeyTextTests
{
    private const string Old = "the old key, long enough";
    private const string New = "the new key, löng enough";

    [Theory]
    [InlineData(Old)]
    [InlineData(" the old key, long enough\n")]
    [InlineData("""["the old key, long enough"]""")]
    [InlineData("""  [ " the old key, long enough " ]""")]
    public void A_text_is_one_key_and_stays_the_same_key_in_a_list(string text) =>
        Assert.Equal(Hash(Old), Assert.Single(SealingKeyText.Parse(text)).ToArray());

    [Fact]
    public void A_list_keeps_its_order() => Assert.Equal(
        [Hash(New), Hash(Old)],
        SealingKeyText.Parse($"""["{New}","{Old}"]""").Select(static key => key.ToArray()));

    [Theory]
    [InlineData("")]
    [InlineData("SECRET short")]
    [InlineData("[]")]
    [InlineData("""["SECRET value that is long enough","short"]""")]
    [InlineData("""["SECRET value that is long enough",1]""")]
    [InlineData("""["SECRET value that is long enough",null]""")]
    [InlineData("""["SECRET value that is long enough\ud800"]""")]
    [InlineData("""["SECRET value that is long enough"] x""")]
    [InlineData("""["SECRET value""")]
    public void What_holds_no_keys_is_refused_without_quoting_it(string text)
    {
        var error = Assert.Throws<FormatException>(() => SealingKeyText.Parse(text));

        Assert.DoesNotContain("SECRET", error.ToString(), StringComparison.Ordinal);
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
