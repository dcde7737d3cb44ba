using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection;

namespace LambdaMcp.Tools.Generator.Tests.Compiling;

/// <summary>The methods that generated code adds, and calls of them.</summary>
internal sealed class Server
{
    private readonly Action<IServiceCollection> _configure;

    private Server(Assembly assembly, Action<IServiceCollection> configure)
    {
        Assembly = assembly;
        _configure = configure;
        var services = new ServiceCollection();
        var add = assembly.GetType("LambdaMcp.Tools.GeneratedMcpMethods", throwOnError: true)!.GetMethod("AddMcpMethods")!;
        add.Invoke(null, [services]);
        Methods = [.. services.Select(service => service.ImplementationInstance).OfType<McpMethod>()];
    }

    public Assembly Assembly { get; }

    public IReadOnlyList<McpMethod> Methods { get; }

    public static Server Of(params string[] sources) => new(SampleProject.Load(sources), _ => { });

    public static Server With(Action<IServiceCollection> configure, params string[] sources) => new(SampleProject.Load(sources), configure);

    public McpMethod Method(string key) => Methods.Single(method => method.Key == key);

    public JsonNode Definition(string key) => JsonNode.Parse(Method(key).Definition)!;

    public async Task<JsonNode> CallAsync(string key, string? arguments = null)
    {
        await using var services = Services();
        var call = new McpMethodCall
        {
            Services = services,
            Context = new ToolContext { Principal = "alice", ProtocolVersion = "2025-11-25" },
            Arguments = arguments is null ? default : JsonDocument.Parse(arguments).RootElement,
        };
        return Json(await Method(key).InvokeAsync(call, TestContext.Current.CancellationToken));
    }

    public async Task<JsonNode> ReadAsync(string key, string uri, params (string Name, string Value)[] variables)
    {
        await using var services = Services();
        return Json(await Method(key).InvokeAsync(
            new()
            {
                Services = services,
                Context = new ToolContext { Principal = "alice", ProtocolVersion = "2025-11-25" },
                Uri = uri,
                Variables = variables.ToDictionary(variable => variable.Name, variable => variable.Value),
            },
            TestContext.Current.CancellationToken));
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        _configure(services);
        return services.BuildServiceProvider();
    }

    private static JsonNode Json(McpMethodResult result)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            result.WriteTo(writer);
        return JsonNode.Parse(json.ToArray())!;
    }
}
