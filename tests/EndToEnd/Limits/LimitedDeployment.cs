using EndToEnd.Fixture;

namespace EndToEnd.Limits;

/// <summary>A deployment that bounds what its callers do; each test has a caller of its own.</summary>
public sealed class LimitedDeployment : LocalDeployment
{
    private static readonly string[] Callers = ["crowd", "patient", "listener", "batcher", "hasty"];

    protected override IEnumerable<string> Parameters =>
    [
        "RequestsPerMinute=60", "MaxStreamsPerPrincipal=1", "LegacySse=true", $"McpAuthToken={{\"tokens\":[{string.Join(',', Callers.Select(Entry))}]}}",
    ];

    internal McpHttp As(string caller) => new(Ready with { Token = TokenOf(caller) });

    private static string TokenOf(string caller) => $"the-token-of-the-{caller}";

    private static string Entry(string caller)
    {
        var rate = caller == "hasty" ? ",\"requestsPerMinute\":600" : "";
        return $$"""{"name":"{{caller}}","token":"{{TokenOf(caller)}}"{{rate}}}""";
    }
}
