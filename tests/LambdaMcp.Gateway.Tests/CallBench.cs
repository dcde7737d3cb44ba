using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.LargeAnswers;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Tests;

/// <summary>Calls of the tool <c>find</c>, registered as the test says, through the whole line of steps.</summary>
internal sealed class CallBench
{
    public const string Function = "arn:aws:lambda:eu-west-1:123456789012:function:find";

    private readonly Lazy<ServiceProvider> _services;

    public CallBench()
    {
        _services = new(() =>
        {
            Table.Items.Add(Registration);
            var services = new ServiceCollection()
                .AddLogging(logging => logging.AddProvider(Log))
                .AddSingleton<TimeProvider>(Time)
                .AddSingleton<IRegistrationStore>(Table)
                .AddSingleton<IFunctionDirectory>(new NoFunctions())
                .AddSingleton<ITargetInvoker>(Invoker)
                .AddSingleton(Records.Log)
                .AddGateway(new DiscoveryOptions(), new CatalogOptions(), Options);
            if (Answers is not null)
                services.AddSingleton(Answers);
            return services.BuildServiceProvider();
        });
    }

    public Registration Registration { get; set; } = new()
    {
        Id = "tool-find",
        Type = RegistrationType.Tool,
        Name = "find",
        Description = "Finds.",
        LambdaArn = Function,
    };

    public CallOptions Options { get; set; } = new();

    public IAnswerStore? Answers { get; set; }

    public RegistrationTable Table { get; } = new();

    public HastyTime Time { get; } = new();

    public NotedLog Log { get; } = new();

    public RecordLines Records { get; set; } = new();

    public ScriptedInvoker Invoker { get; } = new();

    public IToolCatalog Tools => _services.Value.GetRequiredService<IToolCatalog>();

    public int Calls => Invoker.Requests.Count(request => request.FunctionArn == Function);

    public CallBench ReadOnly(int? cacheSeconds = null)
    {
        Registration = Registration with { Annotations = Json("""{"readOnlyHint":true}"""), CacheSeconds = cacheSeconds };
        return this;
    }

    public static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    /// <summary>The result's members as the client gets them.</summary>
    public async Task<JsonElement> CallAsync(string arguments = "{}", string principal = "alice", TimeSpan? left = null) =>
        Written.Members(await ResultAsync(arguments, principal, left));

    public async Task<McpResult> ResultAsync(string arguments = "{}", string principal = "alice", TimeSpan? left = null, CancellationToken cancellationToken = default)
    {
        var request = Requests.Call($$"""{"name":"find","arguments":{{arguments}}}""", Time.GetUtcNow() + left) with { Principal = principal };
        return (await Tools.CallAsync(request, "find", request.Params.GetProperty("arguments"), cancellationToken))!;
    }

    public static string Text(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;

    public static string? Code(JsonElement result) =>
        result.TryGetProperty("_meta", out var meta) && meta.TryGetProperty("lambda-mcp/error", out var code) ? code.GetString() : null;

    private sealed class NoFunctions : IFunctionDirectory
    {
        public IAsyncEnumerable<FunctionSummary> ListAsync(CancellationToken cancellationToken) => AsyncEnumerable.Empty<FunctionSummary>();
    }
}
