using System.Text;
using LambdaMcp.StdioClient.Tests.Calls;

namespace LambdaMcp.StdioClient.Tests.Wire;

/// <summary>Whatever a server writes between its messages, and however it cuts what it writes, the messages arrive.</summary>
public sealed class GarbageTests
{
    private static readonly string[] Pieces =
    [
        "", " ", "\r", "null", "true", "42", "\"text\"", "{", "}", "[", "[]", "[[]]", "[[[{}]]]", "{}", "{\"id\":1}", "{\"id\":{}}", "{\"method\":3}",
        "{\"jsonrpc\":\"2.0\"}", "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":{}}", "{\"jsonrpc\":\"2.0\",\"id\":-7,\"result\":{}}",
        "{\"jsonrpc\":\"2.0\",\"id\":1e99,\"error\":{}}", "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":{}}", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":[]}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\"q\"}}", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\"}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\"}", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/message\",\"params\":{\"level\":9}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":[]}}", "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\",\"params\":{\"_meta\":3}}",
        "{\"jsonrpc\":\"2.0\",\"method\":\"\\ud800\"}", "{\"\\udfff\":1}", "\uFEFF{}", "{\"jsonrpc\":\"2.0\",\"id\":[],\"method\":\"ping\"}", "Listening on port 3000",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Messages_arrive_between_any_garbage(int seed)
    {
        var random = new Random(seed);
        await using var server = await ScriptedServer.LegacyAsync(options: new() { Command = "server", MaxMessageBytes = 50_000 });
        for (var round = 0; round < 50; round++)
        {
            var listener = new Listener();
            var call = server.CallAsync(ScriptedServer.Request(parameters: """{"name":"one","_meta":{"progressToken":"t"}}""") with { Client = listener });
            var request = await server.ReadAsync("tools/call");
            var id = request["id"]!.ToJsonString();
            var bytes = new List<byte>();
            AddGarbage(bytes, random);
            bytes.AddRange(Encoding.UTF8.GetBytes($"\n{{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{{\"progressToken\":{id},\"progress\":{round}}}}}\n"));
            AddGarbage(bytes, random);
            bytes.AddRange(Encoding.UTF8.GetBytes($"\n{{\"jsonrpc\":\"2.0\",\"id\":{id},\"result\":{{\"round\":{round}}}}}\n"));
            var all = bytes.ToArray();
            for (var at = 0; at < all.Length;)
            {
                var length = Math.Min(random.Next(1, 400), all.Length - at);
                server.Say(all[at..(at + length)]);
                at += length;
            }

            Assert.Equal($$"""{"round":{{round}}}""", ScriptedServer.Text(await call));
            Assert.Equal($$"""notifications/progress {"progressToken":"t","progress":{{round}}}""", Assert.Single(listener.Heard));
        }
    }

    [Fact]
    public async Task An_id_that_nobody_needs_so_long_is_neither_kept_nor_repeated()
    {
        await using var server = await ScriptedServer.LegacyAsync();
        var id = new string('i', 100_000);
        server.Ask(id);
        server.Ask(id, "ping");
        server.Ask(id, "com.example/unknown");
        await server.ExpectSilenceAsync();
        Assert.Contains("id", server.Log.Text, StringComparison.Ordinal);
    }

    private static void AddGarbage(List<byte> bytes, Random random)
    {
        for (var count = random.Next(8); count > 0; count--)
        {
            if (random.Next(3) == 0)
            {
                var noise = new byte[random.Next(200)];
                random.NextBytes(noise);
                bytes.AddRange(noise);
            }
            else
            {
                bytes.AddRange(Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)]));
            }

            bytes.Add((byte)'\n');
        }
    }
}
