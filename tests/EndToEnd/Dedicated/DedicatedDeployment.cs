using EndToEnd.Dedicated;
using EndToEnd.Fixture;

[assembly: AssemblyFixture(typeof(DedicatedDeployment))]

namespace EndToEnd.Dedicated;

/// <summary>A second deployment, for tests that need functions nobody else calls, or several tokens. They run one after another.</summary>
public sealed class DedicatedDeployment : LocalDeployment
{
    /// <summary>The name of the collection of such tests.</summary>
    public const string Collection = "dedicated deployment";

    private const string Token = "the-token-of-someone-with-the-right";

    /// <summary>A token that is known and lacks the scope.</summary>
    public const string TokenWithoutScope = "the-token-of-someone-without-the-right";

    /// <summary>A token that may manage functions too.</summary>
    public const string ManagersToken = "the-token-of-someone-who-manages-functions";

    protected override IEnumerable<string> Parameters =>
    [
        "ManagementTools=true",
        $$"""McpAuthToken={"tokens":[{"name":"alice","token":"{{Token}}"},{"name":"carol","token":"{{ManagersToken}}","scopes":["mcp","lambda-mcp/manage"]},{"name":"bob","token":"{{TokenWithoutScope}}","scopes":["other"]}]}""",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        // The secret of this deployment is no token, but the JSON of two.
        Ready = Ready with { Token = Token };
    }
}
