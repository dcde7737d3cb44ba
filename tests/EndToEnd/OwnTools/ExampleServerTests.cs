using System.Collections.Concurrent;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.OwnTools;

/// <summary>The example server through the front door, by the official C# client of both eras.</summary>
[Collection(OwnToolsDeployment.Collection)]
public sealed class ExampleServerTests(OwnToolsDeployment stack)
{
    private const string Stateless = "2026-07-28";
    private const string WithSessions = "2025-11-25";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task Its_tools_prompts_and_resources_are_listed_beside_functions(string revision)
    {
        await using var client = await stack.ConnectAsync(revision);

        var tools = (await client.ListToolsAsync(cancellationToken: Cancel)).ToDictionary(tool => tool.Name);
        Assert.Superset(
            new HashSet<string> { "count_s3_buckets", "draw_bar_chart", "get_counter", "increment_counter", "process_items", "reset_counter", "web_search" },
            tools.Keys.ToHashSet());
        Assert.Superset(Samples.Names.ToHashSet(), tools.Keys.ToHashSet());
        Assert.StartsWith("Adds to this conversation's counter", tools["increment_counter"].Description, StringComparison.Ordinal);
        Assert.Equal(
            ["by", "stateHandle"],
            tools["increment_counter"].JsonSchema.GetProperty("properties").EnumerateObject().Select(static one => one.Name).Order());
        Assert.Contains(await client.ListPromptsAsync(cancellationToken: Cancel), static prompt => prompt.Name == "research_topic");
        Assert.Contains(await client.ListResourcesAsync(cancellationToken: Cancel), static resource => resource.Uri == "example://about");
        Assert.Contains(await client.ListResourceTemplatesAsync(cancellationToken: Cancel), static template => template.UriTemplate == "example://greetings/{language}");
    }

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task A_prompt_is_filled_and_resources_are_read(string revision)
    {
        await using var client = await stack.ConnectAsync(revision);

        var prompt = await client.GetPromptAsync("research_topic", new Dictionary<string, object?> { ["topic"] = "tides", ["depth"] = "2" }, cancellationToken: Cancel);
        var about = await client.ReadResourceAsync("example://about", cancellationToken: Cancel);
        var greeting = await client.ReadResourceAsync("example://greetings/ja", cancellationToken: Cancel);

        Assert.Contains("about tides. Use the tool web_search, at most 2 times", ((TextContentBlock)prompt.Messages.Single().Content).Text, StringComparison.Ordinal);
        Assert.StartsWith("# Example server", ((TextResourceContents)about.Contents.Single()).Text, StringComparison.Ordinal);
        Assert.Equal("こんにちは", ((TextResourceContents)greeting.Contents.Single()).Text);
    }

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task An_image_comes_back_as_an_image(string revision)
    {
        await using var client = await stack.ConnectAsync(revision);

        var result = await CallAsync(client, "draw_bar_chart", new() { ["values"] = new[] { 1, 3, 2 } });

        var image = Assert.IsType<ImageContentBlock>(Assert.Single(result.Content));
        Assert.Equal("image/png", image.MimeType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], image.DecodedData.ToArray().Take(4));
    }

    [Theory]
    [InlineData(Stateless)]
    [InlineData(WithSessions)]
    public async Task A_long_job_tells_how_far_it_is(string revision)
    {
        await using var client = await stack.ConnectAsync(revision);
        var told = new ConcurrentQueue<double>();
        var all = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, (notification, _) =>
        {
            told.Enqueue(notification.Params!["progress"]!.GetValue<double>());
            if (told.Count == 4)
                all.TrySetResult();
            return default;
        });

        var result = await client.CallToolAsync(
            "process_items", new Dictionary<string, object?> { ["items"] = 4, ["millisecondsEach"] = 10 }, new Progress<ProgressNotificationValue>(), cancellationToken: Cancel);

        Assert.Equal("All 4 items are done.", TextOf(result));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal([1, 2, 3, 4], told.Order());
    }

    [Fact]
    public async Task Buckets_are_counted_with_the_functions_own_role()
    {
        await using var client = await stack.ConnectAsync(WithSessions);

        Assert.Equal("1", TextOf(await CallAsync(client, "count_s3_buckets", [])));
        Assert.Equal("0", TextOf(await CallAsync(client, "count_s3_buckets", new() { ["prefix"] = "no-such-bucket" })));
    }

    [Fact]
    public async Task A_search_that_is_not_set_up_tells_the_model_what_to_do()
    {
        await using var client = await stack.ConnectAsync(WithSessions);

        var result = await CallAsync(client, "web_search", new() { ["query"] = "tides" });

        Assert.True(result.IsError);
        Assert.Contains("SEARCH_API_KEY_SECRET_ARN", TextOf(result), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Stateless, true)]
    [InlineData(Stateless, false)]
    [InlineData(WithSessions, true)]
    [InlineData(WithSessions, false)]
    public async Task The_user_is_asked_before_the_counter_is_set_back(string revision, bool confirm)
    {
        await using var client = await stack.ConnectAsync(revision, confirm);
        var first = await CallAsync(client, "increment_counter", new() { ["by"] = 7 });
        var state = StateOf(first);

        var reset = await CallAsync(client, "reset_counter", new(state));

        Assert.Equal(confirm ? "The counter is at 0." : "The user did not agree: the counter is as it was.", TextOf(reset));
        Assert.Equal(confirm ? "0" : "7", TextOf(await CallAsync(client, "get_counter", new(state))));
    }

    private static Dictionary<string, object?> StateOf(CallToolResult result) =>
        result.Meta?["lambda-mcp/stateHandle"]?.GetValue<string>() is { } handle ? new() { ["stateHandle"] = handle } : [];

    private static string TextOf(CallToolResult result) => ((TextContentBlock)result.Content[0]).Text;

    private static Task<CallToolResult> CallAsync(McpClient client, string tool, Dictionary<string, object?> arguments) =>
        client.CallToolAsync(tool, arguments, cancellationToken: Cancel).AsTask();
}
