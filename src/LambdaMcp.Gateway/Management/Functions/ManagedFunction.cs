using LambdaMcp.Gateway.Catalog.Tools;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>A function that the catalog calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its unqualified ARN.</param>
/// <param name="Tools">The tools that it is; none where it only gives resources or prompts.</param>
internal sealed record ManagedFunction(string Name, string Arn, IReadOnlyList<FunctionTool> Tools);
