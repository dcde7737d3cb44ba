namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>One action of an update expression.</summary>
/// <param name="Section">SET, REMOVE, ADD or DELETE.</param>
/// <param name="Path">What it changes.</param>
/// <param name="Value">What it changes it with; null for REMOVE.</param>
internal sealed record UpdateClauseSyntax(string Section, PathSyntax Path, ExpressionSyntax? Value);
