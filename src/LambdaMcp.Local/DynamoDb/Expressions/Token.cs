namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>A piece of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it was written; <c>&lt;EOF&gt;</c> at the end.</param>
/// <param name="Start">The position of its first character.</param>
/// <param name="End">The position after its last character.</param>
internal readonly record struct Token(TokenKind Kind, string Text, int Start, int End)
{
    public bool IsKeyword(string keyword) => Kind == TokenKind.Keyword && Text.Equals(keyword, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(string symbol) => Kind == TokenKind.Symbol && Text == symbol;
}
