namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>A document path: identifiers, name placeholders and list indexes.</summary>
internal sealed record PathSyntax(IReadOnlyList<Token> Elements) : ExpressionSyntax;
