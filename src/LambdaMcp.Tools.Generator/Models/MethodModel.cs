namespace LambdaMcp.Tools.Generator.Models;

/// <summary>Everything that is written for one attributed method. It holds no symbols, so it can be compared and kept.</summary>
/// <param name="Kind">The member of <c>McpMethodKind</c>.</param>
/// <param name="Key">A tool's or prompt's name, a resource's URI or URI template.</param>
/// <param name="Definition">What lists show (JSON).</param>
/// <param name="Body">The statements that serve a call.</param>
/// <param name="Types">The code for types that <paramref name="Body"/> calls.</param>
/// <param name="Source">The C# method, for a comment.</param>
internal sealed record MethodModel(
    string Kind, string Key, string Definition, string Body, EquatableArray<SharedCode> Types, string Source);
