using System.Text;
using System.Text.Json;

namespace LambdaMcp.Protocol.Tests;

/// <summary>What holds for every body. The seeds are fixed, so that a failure comes again.</summary>
public sealed class FramingPropertyTests
{
    private static readonly string[] Seeds =
    [
        """{"jsonrpc":"2.0","id":1,"method":"ping"}""",
        """{"jsonrpc":"2.0","id":"a\u00e9","method":"tools/call","params":{"name":"echo","arguments":{"x":[1,2.5e3,null,true,"\ud83d\ude00"]}}}""",
        """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""",
        """{"jsonrpc":"2.0","id":9,"error":{"code":1,"message":"no"}}""",
        """{"jsonrpc":"2.0","id":3,"method":"tools/list","params":{"cursor":"AAAA","_meta":{"progressToken":7}}}""",
    ];

    [Fact]
    public async Task Whatever_is_posted_is_answered_by_JSON_RPC_and_never_with_a_failure()
    {
        var random = new Random(20);
        var host = new McpHost(sessions: false);
        for (var i = 0; i < 3000; i++)
        {
            var body = Mutated(random);

            var answer = await host.PostAsync("", change: request =>
            {
                request.Body = new MemoryStream(body);
                request.ContentLength = body.Length;
            });

            var shown = Encoding.UTF8.GetString(body);
            Assert.True(answer.Status is 200 or 202 or 400, $"{answer.Status} for {shown}");
            if (answer.Status == 202)
                continue;
            Assert.Equal("2.0", answer.Json.GetProperty("jsonrpc").GetString());
            Assert.True(answer.Json.TryGetProperty("result", out _) != answer.Json.TryGetProperty("error", out _), shown);
        }
    }

    [Fact]
    public async Task Whatever_a_tool_is_given_comes_back_as_the_same_JSON()
    {
        var random = new Random(11);
        var host = new McpHost(sessions: false);
        for (var i = 0; i < 500; i++)
        {
            var arguments = $$"""{"value":{{Value(random, 4)}}}""";

            var answer = await host.PostAsync($$$"""{"jsonrpc":"2.0","id":{{{i}}},"method":"tools/call","params":{"name":"echo","arguments":{{{arguments}}}}}""");

            Assert.Equal(i, answer.Json.GetProperty("id").GetInt32());
            Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(arguments).RootElement, answer.Json.GetProperty("result").GetProperty("structuredContent")), arguments);
        }
    }

    private static byte[] Mutated(Random random)
    {
        var bytes = new List<byte>(Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)]));
        for (var changes = random.Next(0, 4); changes > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                case 2: bytes.Insert(at, "{}[]\",:\\0n "u8[random.Next(11)]); break;
                default: bytes.RemoveRange(at, random.Next(bytes.Count - at)); break;
            }

            if (bytes.Count == 0)
                break;
        }

        return [.. bytes];
    }

    private static string Value(Random random, int depth) => random.Next(depth > 0 ? 7 : 5) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "false",
        2 => random.Next(-1000, 1000).ToString(System.Globalization.CultureInfo.InvariantCulture),
        3 => "1.5e-3",
        4 => JsonSerializer.Serialize(char.ConvertFromUtf32(random.Next(1, 0xD7FF)) + "\"\\\u2028"),
        5 => $"[{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(_ => Value(random, depth - 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, random.Next(4)).Select(i => $"\"k{i}\":{Value(random, depth - 1)}"))}}}",
    };
}
