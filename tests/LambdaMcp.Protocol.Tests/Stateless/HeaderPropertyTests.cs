using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaMcp.Protocol.Http;

namespace LambdaMcp.Protocol.Tests.Stateless;

/// <summary>What holds for every value that a header can repeat. The seeds are fixed, so that a failure comes again.</summary>
public sealed class HeaderPropertyTests
{
    [Fact]
    public void Whatever_a_client_encodes_is_read_as_it_was_meant()
    {
        var random = new Random(20260728);
        for (var i = 0; i < 2000; i++)
        {
            var text = Text(random);

            Assert.Equal(text, HeaderText.Decode(Encode(text)));
            Assert.Equal(text, HeaderText.Decode($"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?="));
        }
    }

    [Fact]
    public void Whatever_is_sent_is_read_or_refused_and_never_an_exception()
    {
        var random = new Random(28);
        for (var i = 0; i < 4000; i++)
        {
            var value = random.Next(3) switch
            {
                0 => "=?base64?" + Text(random),
                1 => "=?base64?" + Text(random) + "?=",
                _ => Text(random),
            };

            var text = HeaderText.Decode(value);

            if (text is not null && !(value.StartsWith("=?base64?", StringComparison.Ordinal) && value.EndsWith("?=", StringComparison.Ordinal)))
                Assert.Equal(value, text);
        }
    }

    [Fact]
    public async Task A_name_is_found_by_its_encoded_header_whatever_it_is()
    {
        var random = new Random(7);
        var host = new McpHost();
        for (var i = 0; i < 200; i++)
        {
            var name = Text(random);
            var parameters = JsonSerializer.Serialize(new Dictionary<string, string> { ["name"] = name });

            var right = await host.AskAsync("tools/call", parameters, change: request => request.Headers["Mcp-Name"] = Encode(name));
            var wrong = await host.AskAsync("tools/call", parameters, change: request => request.Headers["Mcp-Name"] = Encode(name + "x"));

            Assert.Equal(-32602, right.ErrorCode);
            Assert.Equal(-32020, wrong.ErrorCode);
        }
    }

    // As "Value Encoding" tells clients to: as it stands where it is plain, else base64 of its UTF-8.
    private static string Encode(string text)
    {
        var isPlain = text.Length > 0 && text.All(character => character is >= ' ' and <= '~') && text.Trim() == text &&
            !(text.StartsWith("=?base64?", StringComparison.Ordinal) && text.EndsWith("?=", StringComparison.Ordinal));
        return isPlain ? text : $"=?base64?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";
    }

    private static string Text(Random random)
    {
        var text = new StringBuilder();
        for (var length = random.Next(1, 24); length > 0; length--)
        {
            text.Append(random.Next(6) switch
            {
                0 => char.ConvertFromUtf32(random.Next(0x10000, 0x10FFFF)),
                1 => ((char)random.Next(0xA0, 0xD7FF)).ToString(CultureInfo.InvariantCulture),
                2 => "=?"[random.Next(2)].ToString(CultureInfo.InvariantCulture),
                3 => "\t \r\n\0\u007f"[random.Next(6)].ToString(CultureInfo.InvariantCulture),
                _ => ((char)random.Next('!', '~')).ToString(CultureInfo.InvariantCulture),
            });
        }

        return text.ToString();
    }
}
