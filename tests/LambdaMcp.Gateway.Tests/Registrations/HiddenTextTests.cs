using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;

namespace LambdaMcp.Gateway.Tests.Registrations;

/// <summary>What a model reads and a person does not see is refused, wherever in a registration it stands.</summary>
public sealed class HiddenTextTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    public static TheoryData<string, string> HiddenTexts => new()
    {
        { "a\u0000b", "U+0000 at 1" }, { "a\u0008b", "U+0008 at 1" }, { "a\u000cb", "U+000C at 1" }, { "a\u001b[8mb", "U+001B at 1" }, { "a\u007fb", "U+007F at 1" }, { "a\u0085b", "U+0085 at 1" },
        { "a\rb", "U+000D at 1" }, { "a\u00adb", "U+00AD at 1" }, { "a\u034fb", "U+034F at 1" }, { "a\u061cb", "U+061C at 1" }, { "a\u115fb", "U+115F at 1" }, { "a\u17b4b", "U+17B4 at 1" },
        { "a\u180bb", "U+180B at 1" }, { "a\u180eb", "U+180E at 1" }, { "a\u200bb", "U+200B at 1" }, { "a\u200cb", "U+200C at 1" }, { "a\u200db", "U+200D at 1" }, { "a\u200eb", "U+200E at 1" },
        { "a\u2028b", "U+2028 at 1" }, { "a\u2029b", "U+2029 at 1" }, { "a\u202ab", "U+202A at 1" }, { "a\u202eb", "U+202E at 1" }, { "a\u2060b", "U+2060 at 1" }, { "a\u2063b", "U+2063 at 1" },
        { "a\u2065b", "U+2065 at 1" }, { "a\u2066b", "U+2066 at 1" }, { "a\u2069b", "U+2069 at 1" }, { "a\u206fb", "U+206F at 1" }, { "a\u2800b", "U+2800 at 1" }, { "a\u3164b", "U+3164 at 1" },
        { "a\ue000b", "U+E000 at 1" }, { "a\ufe00b", "U+FE00 at 1" }, { "a\ufe0fb", "U+FE0F at 1" }, { "a\ufeffb", "U+FEFF at 1" }, { "a\uffa0b", "U+FFA0 at 1" }, { "a\ufff0b", "U+FFF0 at 1" },
        { "a\ufff9b", "U+FFF9 at 1" }, { "a\uffffb", "U+FFFF at 1" }, { "a\ufdd0b", "U+FDD0 at 1" }, { "a\U000E0041b", "U+E0041 at 1" }, { "a\U000E0100b", "U+E0100 at 1" }, { "a\U000F0000b", "U+F0000 at 1" },
        { "a\U0010FFFDb", "U+10FFFD at 1" }, { "a\U0001D173b", "U+1D173 at 1" }, { "\U0001F3F4\U000E0067\U000E007F", "U+E0067 at 2" },
        // Selectors write what they like behind a single emoji, and joiners between letters that need none.
        { "\u2764\ufe0f\ufe0f", "U+FE0F at 2" }, { "\u2764\ufe01", "U+FE01 at 1" }, { "\u65e5\u200c\u672c", "U+200C at 1" }, { "\u65e5\ufe00", "U+FE00 at 1" },
        { "\u0643\u200c\u200c\u0643", "U+200C at 1" }, { "\u0643\u200d", "U+200D at 1" }, { "\u2764\u200d", "U+200D at 1" }, { "1\ufe0f", "U+FE0F at 1" },
    };

    [Theory]
    [MemberData(nameof(HiddenTexts))]
    public void What_is_not_seen_is_found(string text, string found) => Assert.Equal(found, VisibleText.FindHidden(text));

    [Fact]
    public void Half_a_surrogate_pair_is_found() => Assert.Equal("U+D83D at 1", VisibleText.FindHidden("a\ud83d"));

    [Theory]
    [InlineData("Finds a customer.\r\n\tBy e-mail: \u00e4\u00f6\u00fc \u00df \u2013 \u201equoted\u201c \u2026 \u00a0 \u20ac")]
    [InlineData("\u65e5\u672c\u8a9e\u306e\u8aac\u660e \ud55c\uad6d\uc5b4 \u0420\u0443\u0441\u0441\u043a\u0438\u0439 \u0395\u03bb\u03bb\u03b7\u03bd\u03b9\u03ba\u03ac \u05e2\u05d1\u05e8\u05d9\u05ea \u0639\u0631\u0628\u064a")]
    [InlineData("\u06a9\u062a\u0627\u0628\u200c\u0647\u0627 \u0915\u094d\u200d\u0937 \u0dc1\u0dca\u200d\u0dbb\u0dd3")]
    [InlineData("\u2764\ufe0f \u2764\ufe0f\u200d\U0001F525 \U0001F469\u200d\U0001F4BB \U0001F468\U0001F3FD\u200d\U0001F680 \U0001F3F3\ufe0f\u200d\U0001F308 1\ufe0f\u20e3 \u00a9\ufe0f \u2122\ufe0e \u3297\ufe0f")]
    [InlineData("e\u0301 n\u0303 \ufffd")]
    public void What_people_write_is_not(string text) => Assert.Null(VisibleText.FindHidden(text));

    // Each has a zero-width space, or a control whose escape is short, at the place.
    [Theory]
    [InlineData("""{"type":"tool","name":"t","description":"d","title":"a\bc"}""", "/title")]
    [InlineData("""{"type":"tool","name":"t","description":"a\fc"}""", "/description")]
    [InlineData("""{"type":"tool","name":"t","description":"a\rc"}""", "/description")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"type":"string","enum":["x","\u200b"]}}}}""", "/parameters/properties/a/enum/1")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"const":"\u200b"}}}}""", "/parameters/properties/a/const")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"default":{"b":["\b"]}}}}}""", "/parameters/properties/a/default/b/0")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"examples":["\u200b"]}}}}""", "/parameters/properties/a/examples/0")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"$comment":"\u200b"}}}}""", "/parameters/properties/a/$comment")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"pattern":"\u200b"}}}}""", "/parameters/properties/a/pattern")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a\u200b":{}}}}""", "/parameters/properties/a\u200b")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","x-note":"\u200b"}}""", "/parameters/x-note")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"type":"object","$defs":{"a":{"description":"\u200b"}}}}""", "/parameters/$defs/a/description")]
    [InlineData("""{"type":"tool","name":"t","description":"d","outputSchema":{"type":"object","properties":{"a":{"title":"\u200b"}}}}""", "/outputSchema/properties/a/title")]
    [InlineData("""{"type":"tool","name":"t","description":"d","annotations":{"title":"\u200b"}}""", "/annotations/title")]
    [InlineData("""{"type":"tool","name":"t","description":"d","annotations":{"note":"\u200b"}}""", "/annotations/note")]
    [InlineData("""{"type":"tool","name":"t","description":"d","icons":[{"src":"data:image/png,\u200b"}]}""", "/icons/0/src")]
    [InlineData("""{"type":"tool","name":"t","description":"d","_meta":{"a/b":{"c":"\u200b"}}}""", "/_meta/a~1b/c")]
    [InlineData("""{"type":"prompt","name":"p","title":"\u200b"}""", "/title")]
    [InlineData("""{"type":"prompt","name":"p","arguments":[{"name":"a","description":"\u200b"}]}""", "/arguments/0/description")]
    [InlineData("""{"type":"prompt","name":"p","arguments":[{"name":"a","completions":["\u200b"]}]}""", "/arguments/0/completions/0")]
    [InlineData("""{"type":"resource","name":"r","uri":"docs://a\u202eb"}""", "/uri")]
    [InlineData("""{"type":"resource-template","name":"r","uriTemplate":"docs://\u200b{a}"}""", "/uriTemplate")]
    [InlineData("""{"type":"target","name":"t","contract":"agentcore","tools":[{"name":"a","description":"\u200b"}]}""", "/tools/0/description")]
    [InlineData("""{"type":"target","name":"t","contract":"agentcore","tools":[{"name":"a","description":"d","inputSchema":{"type":"object","properties":{"b":{"enum":["\u200b"]}}}}]}""", "/tools/0/inputSchema/properties/b/enum/0")]
    public void It_is_refused_in_every_text_that_lists_show(string body, string place)
    {
        var reader = new RegistrationReader(JsonDocument.Parse($"{{\"lambdaArn\":\"{Arn}\",{body[1..]}").RootElement);
        reader.Read();

        Assert.Contains(reader.Faults, fault => fault.Pointer == place && fault.Message.Contains("people do not see", StringComparison.Ordinal));
    }

    [Fact]
    public void What_no_list_shows_may_be_any_data()
    {
        var reader = new RegistrationReader(JsonDocument.Parse(
            $$$"""{"lambdaArn":"{{{Arn}}}","type":"tool","name":"t","description":"d","parameters":{"a":"string"},"fixedArguments":{"a":"x\u200by"}}""").RootElement);
        reader.Read();

        Assert.Empty(reader.Faults);
    }

    [Fact]
    public void An_escape_in_a_pattern_is_text_that_is_seen()
    {
        var reader = new RegistrationReader(JsonDocument.Parse(
            """{"lambdaArn":"ARN","type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":{"a":{"type":"string","pattern":"^[^\\u200b\\b\\d]+$"}}}}""".Replace("ARN", Arn, StringComparison.Ordinal)).RootElement);
        reader.Read();

        Assert.Empty(reader.Faults);
    }
}
