using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Threats;

/// <summary>A deployment with a function that tells all that it was told, by every contract, and one that wants no good.</summary>
[CollectionDefinition(Collection)]
public sealed class ThreatsDeployment : LocalDeployment, ICollectionFixture<ThreatsDeployment>
{
    /// <summary>The name of the collection of tests with it.</summary>
    public const string Collection = "threats";

    /// <summary>The contracts, by the names of the tools that they are called through.</summary>
    public static string[] Contracts { get; } = ["payload", "agentcore", "envelope", "proxy", "mcp"];

    protected override IEnumerable<string> Parameters => ["FunctionPrefix=private-found-"];

    public override async ValueTask InitializeAsync()
    {
        Require.Program("node");
        await base.InitializeAsync();
        foreach (var contract in Contracts)
        {
            var http = contract == "proxy" ? ""","http":{"method":"POST","path":"/all"}""" : "";
            await RegisterAsync("private-tell-all", $$"""{"type":"tool","name":"{{contract}}","description":"Tells.","contract":"{{contract}}","parameters":{"text":"string"}{{http}}}""");
        }

        await RegisterAsync("private-hostile", """{"type":"target","name":"hostile","prefix":""}""");
        await RegisterAsync("private-gone", """{"type":"target","name":"victim"}""");
    }

    private async Task RegisterAsync(string function, string registration) => _ = await Registered.AddAnyAsync(this, function, registration);
}
