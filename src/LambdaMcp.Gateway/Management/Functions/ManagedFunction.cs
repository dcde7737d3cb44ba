using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog.Tools;

namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>A function that the catalog calls.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its unqualified ARN.</param>
/// <param name="Tools">The tools that it is; none where it only gives resources or prompts.</param>
/// <param name="Targets">The ARNs by which the catalog calls it: its own, or those of versions and aliases.</param>
internal sealed record ManagedFunction(string Name, string Arn, IReadOnlyList<FunctionTool> Tools, IReadOnlyList<string> Targets)
{
    /// <summary>What a call of the function calls: never a version that the catalog would not.</summary>
    /// <exception cref="CallFailedException">It may be one of several.</exception>
    public string Target => Targets is [var target] ? target : Targets.Contains(Arn) ? Arn : throw new CallFailedException(
        "function_ambiguous", $"Several versions or aliases of {Name} are imported here. Give one of these: {string.Join(", ", Targets)}.");
}
