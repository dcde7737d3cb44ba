namespace EndToEnd.StdioServers;

/// <summary>Clients of the endpoint see what clients of the server itself see, under its prefix.</summary>
[Collection(StdioServersDeployment.Collection)]
public sealed class ListTests(StdioServersDeployment stack)
{
    [Theory]
    [InlineData("everything", 15, 7, 2, 4)]
    [InlineData("files", 14, 0, 0, 0)]
    [InlineData("memory", 9, 1, 0, 0)]
    [InlineData("thinking", 1, 0, 0, 0)]
    public async Task All_lists_are_those_of_the_server_itself(string prefix, int tools, int resources, int templates, int prompts)
    {
        await using var endpoint = await Clients.OfEndpointAsync(stack, "2026-07-28");
        await using var server = await Clients.OfServerAsync(stack.Server(prefix));
        var ours = $"{prefix}_";

        var (seen, there) = (await endpoint.ListToolsAsync(cancellationToken: Cancel), await server.ListToolsAsync(cancellationToken: Cancel));
        AssertSame(
            there.Where(tool => tool.Name != OnlyAsTask).Select(tool => Compared.Of(tool.ProtocolTool, ours)),
            seen.Where(tool => tool.Name.StartsWith(ours, StringComparison.Ordinal)).Select(tool => Compared.Of(tool.ProtocolTool, ours)),
            tools);
        if (server.ServerCapabilities.Resources is not null)
        {
            AssertSame(
                (await server.ListResourcesAsync(cancellationToken: Cancel)).Select(one => Compared.Of(one.ProtocolResource, ours)),
                (await endpoint.ListResourcesAsync(cancellationToken: Cancel)).Where(one => one.Name.StartsWith(ours, StringComparison.Ordinal)).Select(one => Compared.Of(one.ProtocolResource, ours)),
                resources);
            AssertSame(
                (await server.ListResourceTemplatesAsync(cancellationToken: Cancel)).Select(one => Compared.Of(one.ProtocolResourceTemplate, ours)),
                (await endpoint.ListResourceTemplatesAsync(cancellationToken: Cancel)).Where(one => one.Name.StartsWith(ours, StringComparison.Ordinal)).Select(one => Compared.Of(one.ProtocolResourceTemplate, ours)),
                templates);
        }

        if (server.ServerCapabilities.Prompts is not null)
        {
            AssertSame(
                (await server.ListPromptsAsync(cancellationToken: Cancel)).Select(one => Compared.Of(one.ProtocolPrompt, ours)),
                (await endpoint.ListPromptsAsync(cancellationToken: Cancel)).Where(one => one.Name.StartsWith(ours, StringComparison.Ordinal)).Select(one => Compared.Of(one.ProtocolPrompt, ours)),
                prompts);
        }
    }

    // It can be called as a task of 2025-11-25 alone, which functions do not have.
    private const string OnlyAsTask = "simulate-research-query";

    private static void AssertSame(IEnumerable<string> expected, IEnumerable<string> actual, int count)
    {
        string[] all = [.. expected.Order(StringComparer.Ordinal)];
        Assert.Equal(all, actual.Order(StringComparer.Ordinal));
        Assert.Equal(count, all.Length);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;
}
