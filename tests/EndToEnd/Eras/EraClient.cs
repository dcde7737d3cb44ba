using System.Text.Json;
using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.Eras;

/// <summary>The C# SDK's client, held to a revision, with somebody to ask.</summary>
internal static class EraClient
{
    public static Task<McpClient> ConnectAsync(
        LocalDeployment stack, string revision, Func<ElicitRequestParams, CancellationToken, ValueTask<ElicitResult>> answer)
    {
        var options = new McpClientOptions
        {
            ProtocolVersion = revision,
            Capabilities = new() { Elicitation = new() { Form = new() } },
            Handlers = new() { ElicitationHandler = (question, cancellation) => answer(question!, cancellation) },
        };
        return McpClient.CreateAsync(
            new HttpClientTransport(new()
            {
                Endpoint = new(stack.Ready.McpUrl),
                TransportMode = HttpTransportMode.StreamableHttp,
                AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {stack.Ready.Token}" },
            }),
            options,
            cancellationToken: TestContext.Current.CancellationToken);
    }

    public static ValueTask<ElicitResult> Accept(string name) => new(new ElicitResult
    {
        Action = "accept",
        Content = new Dictionary<string, JsonElement> { ["name"] = JsonElement.Parse($"\"{name}\"") },
    });
}
