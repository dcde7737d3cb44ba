namespace LambdaMcp.Local.Lambda;

/// <summary>A function and its environments as they are at one moment.</summary>
/// <param name="Function">The function.</param>
/// <param name="ColdStarts">How many environments it has had.</param>
/// <param name="Environments">Those that it has.</param>
internal sealed record FunctionState(FunctionDefinition Function, int ColdStarts, IReadOnlyList<EnvironmentState> Environments);
