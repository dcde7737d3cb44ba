using System.Text.Json;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Tests.Catalogs;
using LambdaMcp.Protocol.Tests.Stateless;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Protocol.Tests.Methods;

public sealed class CompletionTests
{
    private const string Prompt = """{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"who","value":"v"},"context":{"arguments":{"lang":"en"}}}""";

    [Theory]
    [InlineData(3, 3, false)]
    [InlineData(100, 100, false)]
    [InlineData(101, 100, true)]
    [InlineData(5000, 100, true)]
    public async Task At_most_a_hundred_values_are_sent_and_more_are_told_of(int count, int sent, bool hasMore)
    {
        var completion = (await Host(new(count)).AskAsync("completion/complete", Prompt)).Json.GetProperty("result").GetProperty("completion");

        Assert.Equal(sent, completion.GetProperty("values").GetArrayLength());
        Assert.Equal(count, completion.GetProperty("total").GetInt32());
        Assert.Equal(hasMore, completion.GetProperty("hasMore").GetBoolean());
    }

    [Fact]
    public async Task What_was_typed_and_what_is_known_already_reach_the_source()
    {
        var source = new CountedCompletion(1);

        await Host(source).AskAsync("completion/complete", Prompt);

        Assert.Equal(("ref/prompt", "greet", "who", "v"), (source.LastQuery.ReferenceType, source.LastQuery.Reference, source.LastQuery.Argument, source.LastQuery.Value));
        Assert.Equal(JsonValueKind.Object, source.LastQuery.Context.ValueKind);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"greet"}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt"},"argument":{"name":"a","value":"v"}}""")]
    [InlineData("""{"ref":{"type":"ref/tool","name":"greet"},"argument":{"name":"a","value":"v"}}""")]
    [InlineData("""{"ref":{"type":"ref/resource","name":"greet"},"argument":{"name":"a","value":"v"}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"none"},"argument":{"name":"a","value":"v"}}""")]
    [InlineData("""{"ref":{"type":"ref/prompt","name":"greet"},"argument":{"name":"a","value":7}}""")]
    public async Task What_cannot_be_completed_is_invalid(string parameters)
    {
        Assert.Equal(-32602, (await Host(new(1)).AskAsync("completion/complete", parameters)).ErrorCode);
    }

    [Fact]
    public async Task A_server_that_completes_nothing_neither_says_so_nor_has_the_method()
    {
        var host = new McpHost();

        Assert.False((await host.PostAsync(McpHost.Initialize)).Json.GetProperty("result").GetProperty("capabilities").TryGetProperty("completions", out _));
        Assert.Equal(-32601, (await host.AskAsync("completion/complete", Prompt)).ErrorCode);
    }

    private static McpHost Host(CountedCompletion source) => new(add: services => services.AddSingleton<ICompletionSource>(source));
}
