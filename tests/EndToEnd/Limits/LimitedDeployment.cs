using EndToEnd.Fixture;

namespace EndToEnd.Limits;

/// <summary>A deployment that bounds what its callers do; each test has a caller of its own.</summary>
public sealed class LimitedDeployment : LocalDeployment
{
    private static readonly string[] Callers = ["crowd", "patient", "listener", "batcher"];

    protected override IEnumerable<string> Parameters =>
    [
        "RequestsPerMinute=60", "MaxStreamsPerPrincipal=1", "LegacySse=true",
        $$"""McpAuthToken={"tokens":[{{string.Join(',', Callers.Select(name => $$"""{"name":"{{name}}","token":"{{TokenOf(name)}}"}"""))}}]}""",
    ];

    private static string TokenOf(string caller) => $"the-token-of-the-{caller}";

    internal McpHttp As(string caller) => new(Ready with { Token = TokenOf(caller) });
}
