using System.Globalization;
using EndToEnd.Fixture;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.StdioServers;

/// <summary>One server serves all invocations of an environment, and when it fails its client hears so in time and the next call works.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class ProcessTests(StdioServersDeployment stack)
{
    [Fact]
    public async Task A_server_lives_on_from_one_invocation_to_the_next()
    {
        Require.That(OperatingSystem.IsLinux(), "Processes are looked for in /proc.");
        await using var client = await Clients.OfEndpointAsync(stack, "2025-11-25");

        await client.CallToolAsync("memory_read_graph", cancellationToken: Cancel);
        var before = ServersOf("private-stdio-memory");
        for (var call = 0; call < 3; call++)
            await client.CallToolAsync("memory_read_graph", cancellationToken: Cancel);

        // Instances of the endpoint that ask for lists at one time have an environment each.
        Assert.NotEmpty(before);
        Assert.Superset(before, ServersOf("private-stdio-memory"));
    }

    [Fact]
    public async Task Progress_reaches_the_client_with_its_own_token()
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2026-07-28");
        var told = new TaskCompletionSource();
        await using var handler = client.RegisterNotificationHandler(NotificationMethods.ProgressNotification, (notification, _) =>
        {
            if (notification.Params!["progress"]!.GetValue<double>() == 2 && notification.Params["total"]!.GetValue<double>() == 3)
                told.TrySetResult();
            return default;
        });

        await client.CallToolAsync(
            "everything_trigger-long-running-operation", new Dictionary<string, object?> { ["duration"] = 0.3, ["steps"] = 3 },
            progress: new Progress<ProgressNotificationValue>(), cancellationToken: Cancel);

        await told.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancel);
    }

    [Theory]
    [InlineData("exit", """{"code":3}""", "ended")]
    [InlineData("kill_itself", "{}", "ended")]
    [InlineData("freeze", "{}", "did not answer")]
    [InlineData("flood_stdout", """{"bytes":20000000}""", null)]
    [InlineData("flood_stderr", """{"bytes":20000000}""", null)]
    [InlineData("big_line", """{"bytes":20000000}""", "wrote a message")]
    public async Task A_fault_is_an_error_in_time_and_the_next_call_works(string tool, string arguments, string? error)
    {
        await using var client = await Clients.OfEndpointAsync(stack, "2025-11-25");
        var begun = TimeProvider.System.GetTimestamp();

        var (isError, text) = await CallAsync(client, tool, arguments);
        var took = TimeProvider.System.GetElapsedTime(begun);
        var (isNextError, next) = await CallAsync(client, "echo", """{"text":"still here"}""");

        Assert.Equal(error is not null, isError);
        Assert.Contains(error ?? "after", text, StringComparison.OrdinalIgnoreCase);
        Assert.False(isNextError, next);
        Assert.Equal("still here", next);
        // What the target's calls may take.
        Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    private static async Task<(bool IsError, string Text)> CallAsync(McpClient client, string tool, string arguments)
    {
        try
        {
            var result = await client.CallToolAsync(
                $"faulty_{tool}", System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments), cancellationToken: Cancel);
            return (result.IsError == true, Assert.IsType<TextContentBlock>(result.Content[0]).Text);
        }
        catch (McpProtocolException exception)
        {
            return (true, exception.Message);
        }
    }

    private HashSet<int> ServersOf(string function)
    {
        var servers = new HashSet<int>();
        foreach (var bridge in FunctionProcesses.Of(stack, function))
        {
            foreach (var thread in Directory.EnumerateDirectories($"/proc/{bridge}/task"))
            {
                try
                {
                    servers.UnionWith(File.ReadAllText(Path.Combine(thread, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(id => int.Parse(id, CultureInfo.InvariantCulture)));
                }
                catch (IOException)
                {
                    // The thread ended while it was being looked at.
                }
            }
        }

        return servers;
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
