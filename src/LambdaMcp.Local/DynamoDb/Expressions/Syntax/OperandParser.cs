namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>Parses what all expressions are made of: paths, values and function calls.</summary>
internal static class OperandParser
{
    /// <summary>A path, a value or a call, parenthesised or not.</summary>
    public static ExpressionSyntax ParseOperand(TokenStream tokens)
    {
        tokens.EnsureStack();
        if (tokens.Current.IsSymbol("("))
            return ParseParenthesised(tokens, ParseOperand);
        if (tokens.Current.Kind == TokenKind.Value)
            return new ValueSyntax(tokens.Take().Text);
        if (tokens.Current.Kind == TokenKind.Identifier && tokens.Following.IsSymbol("("))
            return ParseCall(tokens);
        return ParsePath(tokens);
    }

    public static PathSyntax ParsePath(TokenStream tokens)
    {
        var elements = new List<Token> { TakeName(tokens) };
        while (true)
        {
            if (tokens.TryTakeSymbol("."))
            {
                elements.Add(TakeName(tokens));
            }
            else if (tokens.TryTakeSymbol("["))
            {
                if (tokens.Current.Kind != TokenKind.Number)
                    throw tokens.SyntaxError();
                elements.Add(tokens.Take());
                tokens.ExpectSymbol("]");
            }
            else
            {
                return new(elements);
            }
        }
    }

    /// <summary>What stands in one pair of parentheses; a second pair around it is refused.</summary>
    public static ParenthesisedSyntax ParseParenthesised(TokenStream tokens, Func<TokenStream, ExpressionSyntax> parse)
    {
        tokens.ExpectSymbol("(");
        var inner = parse(tokens);
        tokens.ExpectSymbol(")");
        return inner is ParenthesisedSyntax
            ? throw tokens.Error("The expression has redundant parentheses;")
            : new ParenthesisedSyntax(inner);
    }

    private static CallSyntax ParseCall(TokenStream tokens)
    {
        var function = tokens.Take().Text;
        tokens.ExpectSymbol("(");
        var arguments = new List<ExpressionSyntax>();
        do
        {
            arguments.Add(ParseOperand(tokens));
        }
        while (tokens.TryTakeSymbol(","));

        tokens.ExpectSymbol(")");
        return new(function, arguments);
    }

    private static Token TakeName(TokenStream tokens) => tokens.Current.Kind is TokenKind.Identifier or TokenKind.Name
        ? tokens.Take()
        : throw tokens.SyntaxError();
}
