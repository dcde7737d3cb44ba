using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Completion;
using LambdaMcp.Protocol.Prompts;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Protocol.Sets;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tests;

/// <summary>The whole gateway over a table in memory and a function that answers what the test says.</summary>
internal sealed class Gateway
{
    private readonly ServiceProvider _services;

    public Gateway(params Registration[] registrations)
        : this(new(), registrations)
    {
    }

    public Gateway(CatalogOptions options, params Registration[] registrations)
        : this(new DiscoveryOptions { OwnFunctions = OwnFunctions }, options, registrations)
    {
    }

    public Gateway(DiscoveryOptions discovery, CatalogOptions options, params Registration[] registrations)
    {
        Table.Items.AddRange(registrations);
        _services = new ServiceCollection()
            .AddLogging(logging => logging.AddProvider(Log))
            .AddSingleton<TimeProvider>(Time)
            .AddSingleton<IRegistrationStore>(Table)
            .AddSingleton<IFunctionDirectory>(Functions)
            .AddSingleton<ITargetInvoker>(Invoker)
            .AddSingleton(Records.Log)
            .AddSingleton<IResourceUpdates>(Updates)
            .AddSingleton<IListChanges>(ListChanges)
            .AddGateway(discovery, options)
            .BuildServiceProvider();
    }

    /// <summary>The functions of the server itself.</summary>
    public static IReadOnlySet<string> OwnFunctions { get; } = new HashSet<string> { "server-tasks" };

    public RegistrationTable Table { get; } = new();

    public NotedLog Log { get; } = new();

    public ListedFunctions Functions { get; } = new();

    public RecordLines Records { get; } = new();

    public ScriptedInvoker Invoker { get; } = new();

    public ManualTime Time { get; } = new();

    public NotedUpdates Updates { get; } = new();

    public NotedListChanges ListChanges { get; } = new();

    public IToolCatalog Tools => _services.GetRequiredService<IToolCatalog>();

    public IResourceCatalog Resources => _services.GetRequiredService<IResourceCatalog>();

    public IPromptCatalog Prompts => _services.GetRequiredService<IPromptCatalog>();

    public ICompletionSource Completion => _services.GetRequiredService<ICompletionSource>();

    public ISetDirectory Sets => _services.GetRequiredService<ISetDirectory>();

    public IToolRunner Runner => _services.GetRequiredService<IToolRunner>();

    public IChangeSource Changes => _services.GetRequiredService<IChangeSource>();

    /// <summary>The last event that a function got.</summary>
    public string Event => Encoding.UTF8.GetString(Invoker.Requests[^1].Payload.Span);

    public Gateway Answering(string payload)
    {
        Invoker.Answer = ScriptedInvoker.Json(payload);
        return this;
    }

    public Gateway Streaming(params string[] pieces)
    {
        Invoker.Stream = [.. pieces.Select(piece => new TargetChunk(Encoding.UTF8.GetBytes(piece))), new TargetStreamEnd(null, null, "r-1")];
        return this;
    }

    /// <summary>Streams the lines; the request's id is put where they say ID.</summary>
    public Gateway Responding(params string[] lines)
    {
        Invoker.StreamOf = request =>
        {
            var id = JsonDocument.Parse(request.Payload).RootElement.GetProperty("id").GetString()!;
            return [.. lines.Select(line => new TargetChunk(Encoding.UTF8.GetBytes(line.Replace("\"ID\"", $"\"{id}\"", StringComparison.Ordinal) + "\n"))), new TargetStreamEnd(null, null, "r-1")];
        };
        return this;
    }

    public ValueTask<McpResult?> ReadAsync(string uri, McpRequest? request = null) =>
        Resources.ReadAsync(request ?? Requests.Of("resources/read", $$"""{"uri":"{{uri}}"}"""), uri, TestContext.Current.CancellationToken);

    public ValueTask<McpResult?> GetPromptAsync(string name, string? arguments = null, McpRequest? request = null) => Prompts.GetAsync(
        request ?? Requests.Of("prompts/get", $$"""{"name":"{{name}}"}"""), name,
        arguments is null ? default : JsonDocument.Parse(arguments).RootElement, TestContext.Current.CancellationToken);

    /// <summary>Calls the tool <c>t</c>.</summary>
    public Task<McpResult> CallAsync(McpRequest? request = null) => CallUntilAsync(TestContext.Current.CancellationToken, request);

    public async Task<McpResult> CallUntilAsync(CancellationToken cancellationToken, McpRequest? request = null)
    {
        request ??= Requests.Of("tools/call", """{"name":"t"}""");
        return (await Tools.CallAsync(request, "t", request.Params.TryGetProperty("arguments", out var arguments) ? arguments : default, cancellationToken))!;
    }

    /// <summary>Calls a tool; the result's members.</summary>
    public async Task<JsonElement> CallAsync(string tool, string arguments = "{}", McpRequest? request = null) => Written.Members((await Tools.CallAsync(
        request ?? Requests.Stateless("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}"""), tool, JsonDocument.Parse(arguments).RootElement,
        TestContext.Current.CancellationToken))!);

    /// <summary>The names of the tools that are listed.</summary>
    public async Task<IEnumerable<string>> ListToolsAsync(string? set = null) =>
        (await Tools.ListAsync(Requests.Stateless("tools/list") with { Set = set }, TestContext.Current.CancellationToken)).Select(tool => tool.Name);

    public static Registration Registered(string json)
    {
        var body = JsonDocument.Parse(json).RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value);
        if (body["type"].GetString() != "set")
            body.TryAdd("lambdaArn", JsonSerializer.SerializeToElement("arn:aws:lambda:eu-central-1:123456789012:function:f"));
        body.TryAdd("description", JsonSerializer.SerializeToElement("Does it."));
        var reader = new RegistrationReader(JsonSerializer.SerializeToElement(body));
        var registration = reader.Read();
        Assert.Empty(reader.Faults);
        return registration;
    }

    public static IEnumerable<string> Json(IEnumerable<ListEntry> entries) => entries.Select(entry => Encoding.UTF8.GetString(entry.Json.Span));

    /// <summary>The functions of the account, by name.</summary>
    internal sealed class ListedFunctions : IFunctionDirectory
    {
        public List<string> Names { get; } = [];

        public Exception? Failure { get; set; }

        public IAsyncEnumerable<FunctionSummary> ListAsync(CancellationToken cancellationToken) => Failure is { } failure
            ? throw failure
            : Names.Select(name => new FunctionSummary(name, $"arn:aws:lambda:eu-central-1:123456789012:function:{name}", $"Does {name}.")).ToAsyncEnumerable();
    }
}
