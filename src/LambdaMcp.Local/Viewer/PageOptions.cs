using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Viewer;

/// <summary>What the page shows and uses.</summary>
internal sealed record PageOptions
{
    public required TraceLog Traces { get; init; }

    /// <summary>What the functions and their environments are like now.</summary>
    public required Func<IReadOnlyList<FunctionState>> Functions { get; init; }

    /// <summary>Calls the endpoint; null where the templates have none.</summary>
    public McpCaller? Mcp { get; init; }

    /// <summary>Reads the endpoint's tables.</summary>
    public required TableReader Tables { get; init; }
}
