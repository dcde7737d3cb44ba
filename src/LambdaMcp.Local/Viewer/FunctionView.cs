using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Viewer;

/// <summary>A function as the page shows it; its variables are not shown.</summary>
internal sealed record FunctionView(
    string Name, string Runtime, string Description, int MemorySizeMB, double TimeoutSeconds, int? ReservedConcurrency, int ColdStarts, IReadOnlyList<EnvironmentState> Environments)
{
    public static FunctionView Of(FunctionState state) => new(
        state.Function.Name, state.Function.Runtime, state.Function.Description, state.Function.MemorySizeMB, state.Function.Timeout.TotalSeconds,
        state.Function.ReservedConcurrency, state.ColdStarts, state.Environments);
}
