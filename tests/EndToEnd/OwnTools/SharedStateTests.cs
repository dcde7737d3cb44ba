using System.Globalization;
using System.Text.Json;
using EndToEnd.Eras;
using EndToEnd.Fixture;

namespace EndToEnd.OwnTools;

/// <summary>State that the environments of one function share.</summary>
[Collection(OwnToolsDeployment.Collection)]
public sealed class SharedStateTests(OwnToolsDeployment stack)
{
    private const int Increments = 500;

    // Lambda gives an environment one request at a time, so there are as many of them.
    private const int AtATime = 8;

    [Fact]
    public async Task Five_hundred_parallel_increments_in_a_session_end_at_five_hundred()
    {
        using var http = new McpHttp(stack.Ready);
        var session = await http.OpenSessionAsync();

        await IncrementAsync(async _ => (await http.CallAsync(session, "increment_counter")).GetProperty("content")[0].GetProperty("text").GetString()!);

        var count = await http.CallAsync(session, "get_counter");
        Assert.Equal($"{Increments}", count.GetProperty("content")[0].GetProperty("text").GetString());
    }

    [Fact]
    public async Task Five_hundred_parallel_increments_under_a_handle_end_at_five_hundred()
    {
        using var http = new McpHttp(stack.Ready);
        var first = await StatelessAsync(http, """{"name":"increment_counter","arguments":{"by":0}}""");
        var handle = first.GetProperty("_meta").GetProperty("lambda-mcp/stateHandle").GetString();
        Assert.Equal($"State is kept under stateHandle {handle}; pass it with the next call.", first.GetProperty("content")[1].GetProperty("text").GetString());
        var call = $$$"""{"name":"increment_counter","arguments":{"stateHandle":"{{{handle}}}"}}""";

        await IncrementAsync(async _ => (await StatelessAsync(http, call)).GetProperty("content")[0].GetProperty("text").GetString()!);
    }

    [Fact]
    public async Task A_session_that_is_deleted_takes_its_state_along()
    {
        using var http = new McpHttp(stack.Ready);
        var session = await http.OpenSessionAsync();
        await http.CallAsync(session, "increment_counter");
        using var client = Tables.Client(stack);
        var table = await Tables.SessionsAsync(stack);
        var key = new Dictionary<string, Amazon.DynamoDBv2.Model.AttributeValue> { ["pk"] = new() { S = $"session#{session}" }, ["sk"] = new() { S = "state" } };
        Assert.Equal("""{"count":1}""", (await client.GetItemAsync(table, key, TestContext.Current.CancellationToken)).Item["values"].S);

        using var deleted = await http.SendAsync(HttpMethod.Delete, null, session);

        Assert.True(deleted.IsSuccessStatusCode);
        Assert.False((await client.GetItemAsync(table, key, TestContext.Current.CancellationToken)).Item is { Count: > 0 });
    }

    [Fact]
    public async Task A_forged_handle_is_an_error_of_the_tool()
    {
        using var http = new McpHttp(stack.Ready);

        var result = await StatelessAsync(http, """{"name":"get_counter","arguments":{"stateHandle":"forged"}}""");

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Contains("unknown, or its time is over", result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    private static async Task IncrementAsync(Func<int, Task<string>> increment)
    {
        var seen = new int[Increments];
        var limits = new ParallelOptions { MaxDegreeOfParallelism = AtATime, CancellationToken = TestContext.Current.CancellationToken };
        await Parallel.ForAsync(0, Increments, limits, async (at, _) => seen[at] = int.Parse(await increment(at), CultureInfo.InvariantCulture));

        Assert.Equal(Enumerable.Range(1, Increments), seen.Order());
    }

    private static async Task<JsonElement> StatelessAsync(McpHttp http, string parameters)
    {
        using var answer = await StatelessHttp.CallAsync(http, parameters);
        var json = await McpHttp.ReadJsonAsync(answer);
        Assert.True(json.TryGetProperty("result", out var result), json.GetRawText());
        return result;
    }
}
