using System.Text;
using System.Text.Json;
using LambdaMcp.Tools.Methods;
using LambdaMcp.Tools.Serving;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Tools.Tests.Serving;

/// <summary>Methods behind the message handler alone.</summary>
internal sealed class Served
{
    public const string Everything = """{"elicitation":{"form":{},"url":{}},"sampling":{},"roots":{}}""";

    public Served(params McpMethod[] methods)
        : this(_ => { }, methods)
    {
    }

    public Served(Action<IServiceCollection> add, params McpMethod[] methods)
    {
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(Log)).AddMcpMethods(methods);
        add(services);
        Server = services.BuildServiceProvider(validateScopes: true).GetRequiredService<McpMethodServer>();
    }

    public McpMethodServer Server { get; }

    public NotedLog Log { get; } = new();

    /// <summary>All messages that a request brings.</summary>
    public async Task<List<JsonElement>> SendAsync(
        string method, string parameters = "", string meta = "", string? caller = """{"principal":"alice","requestId":"7","protocolVersion":"2025-11-25"}""", CancellationToken? until = null)
    {
        var members = string.Join(',', new[] { parameters, $$""" "_meta":{ {{meta}} } """ }.Where(part => part.Length > 0));
        var messages = new List<JsonElement>();
        await foreach (var message in Server.HandleAsync(
            Encoding.UTF8.GetBytes($$"""{"jsonrpc":"2.0","id":"a","method":"{{method}}","params":{ {{members}} } }"""), caller, until ?? TestContext.Current.CancellationToken))
        {
            Assert.DoesNotContain((byte)'\n', message.ToArray());
            messages.Add(JsonDocument.Parse(message).RootElement);
        }

        return messages;
    }

    /// <summary>The only message that a request brings.</summary>
    public async Task<JsonElement> AskAsync(string method, string parameters = "", string meta = "") => Assert.Single(await SendAsync(method, parameters, meta));

    public async Task<JsonElement> CallAsync(string tool = "t", string more = "", string meta = "") =>
        (await AskAsync("tools/call", $"\"name\":\"{tool}\"{more}", meta)).GetProperty("result");

    /// <summary>Calls the tool <c>t</c> of a client that can be asked, and answers its questions until there is a result.</summary>
    public async Task<JsonElement> CallAnsweringAsync(params string[] answers)
    {
        var meta = $"\"io.modelcontextprotocol/clientCapabilities\":{Everything}";
        var result = await CallAsync(meta: meta);
        foreach (var answer in answers)
        {
            Assert.Equal("input_required", result.GetProperty("resultType").GetString());
            var asked = Assert.Single(result.GetProperty("inputRequests").EnumerateObject());
            result = await CallAsync(meta: meta, more: $$""","inputResponses":{"{{asked.Name}}":{{answer}}},"requestState":{{result.GetProperty("requestState").GetRawText()}}""");
        }

        return result;
    }
}
