using System.Text.Json;
using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Support.Clients;

// Sampling is on its way out of MCP; servers of today ask for it.
#pragma warning disable MCP9005

namespace EndToEnd.StdioServers;

/// <summary>The C# SDK's client, of the endpoint and of a server that it starts itself, with the same answers to the same questions.</summary>
internal static class Clients
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly string[] Targets = [.. StdioServersDeployment.Prefixes, "session", "made", "kept", "faulty"];

    /// <summary>A client of an endpoint that has the lists of all servers: it does without those that it cannot read in time, and asks again later.</summary>
    public static async Task<McpClient> OfEndpointAsync(LocalDeployment stack, string revision)
    {
        var client = await ConnectAsync(OfficialClient.Transport(stack.Ready.McpUrl, stack.Ready.Token), revision);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        while (true)
        {
            var tools = await client.ListToolsAsync(cancellationToken: patience.Token);
            if (Targets.All(target => tools.Any(tool => tool.Name.StartsWith($"{target}_", StringComparison.Ordinal))))
                return client;
            await Task.Delay(TimeSpan.FromMilliseconds(500), patience.Token);
        }
    }

    public static Task<McpClient> OfServerAsync(StdioServer server) => ConnectAsync(
        new StdioClientTransport(new()
        {
            Command = "node",
            Arguments = [server.Program, .. server.Arguments],
            EnvironmentVariables = server.Variables,
            StandardErrorLines = static _ => { },
        }),
        "2025-11-25");

    private static Task<McpClient> ConnectAsync(IClientTransport transport, string revision) => OfficialClient.ConnectAsync(
        transport,
        new()
        {
            ProtocolVersion = revision,
            Capabilities = new() { Elicitation = new() { Form = new(), Url = new() }, Sampling = new() },
            Handlers = new()
            {
                ElicitationHandler = static (question, _) => new(Answer(question!)),
                SamplingHandler = static (question, _, _) => new(new CreateMessageResult
                {
                    Model = "a-model",
                    Content = [new TextContentBlock { Text = $"I was asked: {Assert.IsType<TextContentBlock>(question!.Messages[0].Content[0]).Text}" }],
                }),
            },
        });

    private static ElicitResult Answer(ElicitRequestParams question) => new()
    {
        Action = "accept",
        Content = question.RequestedSchema?.Required?.ToDictionary(name => name, name => JsonElement.Parse($"\"the {name}\"")),
    };
}
