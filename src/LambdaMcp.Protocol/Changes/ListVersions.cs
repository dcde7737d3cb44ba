namespace LambdaMcp.Protocol.Changes;

/// <summary>Marks of the lists; equal marks mean equal lists.</summary>
/// <param name="Tools">Of <c>tools/list</c>.</param>
/// <param name="Prompts">Of <c>prompts/list</c>.</param>
/// <param name="Resources">Of <c>resources/list</c> and <c>resources/templates/list</c>.</param>
public readonly record struct ListVersions(string Tools, string Prompts, string Resources);
