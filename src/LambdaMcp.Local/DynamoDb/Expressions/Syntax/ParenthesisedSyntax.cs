namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>An expression in parentheses.</summary>
internal sealed record ParenthesisedSyntax(ExpressionSyntax Inner) : ExpressionSyntax;
