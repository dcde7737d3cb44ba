namespace LambdaMcp.Tools.Generator.Models;

/// <summary>An attributed method with what is to be said of it.</summary>
/// <param name="Model">What is generated; null when a finding forbids it.</param>
/// <param name="Place">Where its name is written.</param>
/// <param name="Findings">What is wrong.</param>
internal sealed record FoundMethod(MethodModel? Model, SourcePlace? Place, EquatableArray<Finding> Findings);
