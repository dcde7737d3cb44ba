namespace LambdaMcp.Cli.Endpoints;

/// <summary>A stack as CloudFormation describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Status">Such as <c>UPDATE_COMPLETE</c>.</param>
/// <param name="Outputs">Its outputs.</param>
/// <param name="Parameters">The values of its parameters; secret ones are stars.</param>
internal sealed record StackOutputs(string Name, string Status, IReadOnlyDictionary<string, string> Outputs, IReadOnlyDictionary<string, string> Parameters);
