using System.Text.Json;

namespace LambdaMcp.Protocol.Completion;

/// <summary>What is to be completed (<c>completion/complete</c>).</summary>
/// <param name="ReferenceType"><c>ref/prompt</c> or <c>ref/resource</c>.</param>
/// <param name="Reference">The prompt's name, or the resource template's URI template.</param>
/// <param name="Argument">The name of the argument or variable.</param>
/// <param name="Value">What was typed so far.</param>
/// <param name="Context">The arguments that are known already: a JSON object, or <see cref="JsonValueKind.Undefined"/>.</param>
public readonly record struct CompletionQuery(string ReferenceType, string Reference, string Argument, string Value, JsonElement Context);
