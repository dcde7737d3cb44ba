namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>A function call.</summary>
internal sealed record CallSyntax(string Function, IReadOnlyList<ExpressionSyntax> Arguments) : ExpressionSyntax;
