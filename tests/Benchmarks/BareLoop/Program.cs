using System.Text;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

// The least that answers MCP on Lambda with the official SDK: an HTTP client on the Runtime API, and one server with an echo tool
// for each event. No ASP.NET Core, no session, no authorization, no checks. What the endpoint costs is measured against this.
var api = $"http://{Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API")}/2018-06-01/runtime/invocation/";
var schema = JsonDocument.Parse("""{"type":"object","properties":{"text":{"type":"string"}}}""").RootElement;
var options = new McpServerOptions
{
    ServerInfo = new() { Name = "bare", Version = "1" },
    Handlers = new()
    {
        ListToolsHandler = (_, _) => new(new ListToolsResult { Tools = [new() { Name = "echo", InputSchema = schema }] }),
        CallToolHandler = (request, _) => new(new CallToolResult
        {
            Content = [new TextContentBlock { Text = request.Params!.Arguments!["text"].GetString()! }],
        }),
    },
};

using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
while (true)
{
    using var invocation = await http.GetAsync(api + "next");
    var id = invocation.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
    using var lambdaEvent = JsonDocument.Parse(await invocation.Content.ReadAsByteArrayAsync());
    var message = JsonSerializer.Deserialize(
        lambdaEvent.RootElement.GetProperty("body").GetString()!, McpJsonUtilities.DefaultOptions.GetTypeInfo<JsonRpcMessage>())!;
    message.Context = new() { ProtocolVersion = "2025-11-25" };

    using var body = new MemoryStream();
    await using (var transport = new StreamableHttpServerTransport { Stateless = true })
    await using (var server = McpServer.Create(transport, options))
    {
        using var stop = new CancellationTokenSource();
        var running = server.RunAsync(stop.Token);
        await transport.HandlePostRequestAsync(message, body, CancellationToken.None);
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    using var answer = new ByteArrayContent(Answer(body));
    using var accepted = await http.PostAsync($"{api}{id}/response", answer);
}

// The SDK frames its answer as an event; API Gateway wants it as text in JSON.
static byte[] Answer(MemoryStream body)
{
    using var json = new MemoryStream();
    using (var writer = new Utf8JsonWriter(json))
    {
        writer.WriteStartObject();
        writer.WriteNumber("statusCode", 200);
        writer.WriteStartObject("headers");
        writer.WriteString("Content-Type", "text/event-stream");
        writer.WriteEndObject();
        writer.WriteString("body", Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        writer.WriteEndObject();
    }

    return json.ToArray();
}
