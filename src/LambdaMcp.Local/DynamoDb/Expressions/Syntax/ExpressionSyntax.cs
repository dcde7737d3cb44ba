namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>A node of a parsed expression, before its placeholders and functions are looked up.</summary>
internal abstract record ExpressionSyntax;
