using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Clients;

/// <summary>The official TypeScript SDK's client against the whole stack.</summary>
public sealed class TypeScriptClientTests(LocalDeployment stack)
{
    [Fact]
    public async Task It_lists_and_calls_every_sample()
    {
        Require.Program("python3");
        var answer = await RunAsync("""
            [
              {"name":"customer-by-email","arguments":{"email":"ada.ferreira@example.com"}},
              {"name":"customer-by-id","arguments":{"customerId":"C-1001"}},
              {"name":"create-customer","arguments":{"name":"Grace Hopper","email":"grace.h@example.org","city":"Arlington"}},
              {"name":"echo","arguments":{"hello":"world"}},
              {"name":"failing","arguments":{"message":"as asked"}},
              {"name":"slow","arguments":{"seconds":0.1}},
              {"name":"large-answer","arguments":{"bytes":1000000}},
              {"name":"binary-answer"},
              {"name":"unit-converter","arguments":{"value":1,"from":"km","to":"m"}},
              {"name":"word-count","arguments":{"text":"one two two"}}
            ]
            """);

        var names = answer.GetProperty("tools").EnumerateArray().Select(tool => tool.GetProperty("name").GetString()).ToArray();
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Superset(new HashSet<string?>(Samples.Names), new HashSet<string?>(names));

        var results = answer.GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(10, results.Length);
        Assert.All(results, result => Assert.False(result.TryGetProperty("thrown", out _), result.GetRawText()));
        foreach (var (result, index) in results.Select((result, index) => (result, index)))
            Assert.Equal(index == 4, result.TryGetProperty("isError", out var isError) && isError.GetBoolean());
        Assert.Contains("as asked", Text(results[4]), StringComparison.Ordinal);
        Assert.Equal("C-1001", results[1].GetProperty("structuredContent").GetProperty("customerId").GetString());
        Assert.Equal("image/png", results[7].GetProperty("content")[0].GetProperty("mimeType").GetString());
        Assert.Equal(1000, results[8].GetProperty("structuredContent").GetProperty("value").GetDouble());
        Assert.Equal(3, results[9].GetProperty("structuredContent").GetProperty("words").GetInt32());
    }

    [Fact]
    public async Task A_hundred_calls_at_once_succeed_on_one_session()
    {
        var calls = Enumerable.Range(0, 100).Select(number => $$$"""{"name":"echo","arguments":{"number":{{{number}}}}}""");

        var answer = await RunAsync($"[{string.Join(',', calls)}]");

        Assert.All(answer.GetProperty("results").EnumerateArray(), result => Assert.True(result.TryGetProperty("structuredContent", out _), result.GetRawText()));
        var numbers = answer.GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("structuredContent").GetProperty("event").GetProperty("number").GetInt32());
        Assert.Equal(Enumerable.Range(0, 100), numbers);
        Assert.True(FunctionProcesses.Of(stack, "McpFunction").Count >= 8, "Fewer than 8 environments served the calls.");
    }

    private async Task<JsonElement> RunAsync(string calls)
    {
        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "EndToEnd", "js", "client.mjs"), "@modelcontextprotocol/sdk", [stack.Ready.McpUrl, stack.Ready.Token], calls);
        Assert.True(exitCode == 0, $"client.mjs ended with {exitCode}:\n{errors}\n{output}");
        return JsonDocument.Parse(output).RootElement;
    }

    private static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
