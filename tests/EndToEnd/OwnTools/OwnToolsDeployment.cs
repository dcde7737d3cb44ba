using EndToEnd.Eras;
using EndToEnd.Fixture;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace EndToEnd.OwnTools;

/// <summary>A deployment whose endpoint is the example server: a program with tools of its own.</summary>
public sealed class OwnToolsDeployment : LocalDeployment
{
    public const string Collection = "own tools";

    private static readonly string Server = Repository.Path("src", "Samples", "ExampleServer");

    protected override IEnumerable<string> Code => [$"McpFunction={Server}", $"TaskFunction={Server}"];

    /// <summary>A client of the official C# SDK whose user says what <paramref name="confirm"/> says.</summary>
    internal Task<McpClient> ConnectAsync(string revision, bool confirm = true) => EraClient.ConnectAsync(this, revision, (_, _) => new(new ElicitResult
    {
        Action = "accept",
        Content = new Dictionary<string, System.Text.Json.JsonElement> { ["confirm"] = System.Text.Json.JsonElement.Parse(confirm ? "true" : "false") },
    }));
}
