namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>A value placeholder.</summary>
internal sealed record ValueSyntax(string Placeholder) : ExpressionSyntax;
