using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Contracts;

/// <summary>
/// A deployment with functions of every contract, registered before the endpoint is asked for anything: aggregated functions are known by
/// the list of registrations alone, which may be some seconds old.
/// </summary>
[CollectionDefinition(Collection)]
public sealed class ContractsDeployment : LocalDeployment, ICollectionFixture<ContractsDeployment>
{
    /// <summary>The name of the collection of tests with it.</summary>
    public const string Collection = "contracts";

    private static readonly string? NodeModules = Environment.GetEnvironmentVariable("LAMBDA_MCP_NODE_MODULES");

    /// <summary>Whether the packages are there that the peer's function is made of.</summary>
    private static bool HasEverything => NodeModules is { Length: > 0 } && Directory.Exists(Path.Combine(NodeModules, "@aws", "run-mcp-servers-with-aws-lambda"));

    protected override IEnumerable<string> Parameters => HasEverything ? [$"NodeModules={NodeModules}"] : [];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (HasEverything)
            await RegisterAsync("private-everything", """{"type":"target","name":"everything","contract":"mcp","timeout":60}""");
        await RegisterAsync("private-gone", """{"type":"target","name":"gone","contract":"mcp"}""");
        await RegisterAsync("private-gateway-target",
            """
            {"type":"target","name":"calc","contract":"agentcore","tools":[
              {"name":"add","description":"Adds.","inputSchema":{"type":"object","properties":{"a":{"type":"integer"},"b":{"type":"integer"}},"required":["a","b"]}},
              {"name":"keys","description":"Tells its keys."},
              {"name":"lost","description":"Is not there."}]}
            """);
        await RegisterAsync("private-envelope", """{"type":"tool","name":"enveloped","description":"Says it.","contract":"envelope","parameters":{"input":"string"}}""");
        await RegisterAsync("private-envelope", """{"type":"prompt","name":"write","contract":"envelope","arguments":[{"name":"topic","required":true}]}""");
        await RegisterAsync("private-envelope", """{"type":"resource-template","name":"pages","contract":"envelope","uriTemplate":"pages://{page}"}""");
        const string Id = """{"type":"object","properties":{"id":{"type":"string"}},"required":["id"]}""";
        await RegisterAsync("private-orders-api", """{"type":"tool","name":"orders-list","description":"Lists.","contract":"proxy","parameters":{"status":{"type":"string","optional":true}},"http":{"method":"GET","path":"/orders"}}""");
        await RegisterAsync("private-orders-api", $$$"""{"type":"tool","name":"orders-get","description":"Gets.","contract":"proxy","parameters":{{{Id}}},"http":{"method":"GET","path":"/orders/{id}"}}""");
        await RegisterAsync("private-orders-api", $$$"""{"type":"tool","name":"orders-label","description":"Prints.","contract":"proxy","parameters":{{{Id}}},"http":{"method":"GET","path":"/orders/{id}/label"}}""");
        await RegisterAsync("private-orders-api", """{"type":"tool","name":"orders-create","description":"Creates.","contract":"proxy","parameters":{"tenant":"string","amount":"number"},"http":{"method":"POST","path":"/orders","headers":{"X-Tenant":"tenant"}}}""");
    }

    private async Task RegisterAsync(string function, string registration) => _ = await Registered.AddAnyAsync(this, function, registration);
}
