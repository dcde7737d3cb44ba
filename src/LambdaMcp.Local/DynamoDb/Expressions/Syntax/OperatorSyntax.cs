namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>An operator and its operands: a comparator, BETWEEN, IN, AND, OR, NOT, + or -.</summary>
internal sealed record OperatorSyntax(string Operator, IReadOnlyList<ExpressionSyntax> Operands) : ExpressionSyntax;
