namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>Parses condition, filter and key condition expressions.</summary>
internal static class ConditionParser
{
    private static readonly string[] Comparators = ["=", "<>", "<=", "<", ">=", ">"];

    public static ExpressionSyntax Parse(TokenStream tokens)
    {
        var condition = ParseOr(tokens, operandAllowed: false);
        tokens.ExpectEnd();
        return condition;
    }

    private static ExpressionSyntax ParseOr(TokenStream tokens, bool operandAllowed)
    {
        var left = ParseAnd(tokens, operandAllowed);
        while (IsCondition(left) && tokens.TryTakeKeyword("OR"))
            left = new OperatorSyntax("OR", [left, ParseAnd(tokens, operandAllowed: false)]);
        return left;
    }

    private static ExpressionSyntax ParseAnd(TokenStream tokens, bool operandAllowed)
    {
        var left = ParseNot(tokens, operandAllowed);
        while (IsCondition(left) && tokens.TryTakeKeyword("AND"))
            left = new OperatorSyntax("AND", [left, ParseNot(tokens, operandAllowed: false)]);
        return left;
    }

    private static ExpressionSyntax ParseNot(TokenStream tokens, bool operandAllowed)
    {
        tokens.EnsureStack();
        return tokens.TryTakeKeyword("NOT")
            ? new OperatorSyntax("NOT", [ParseNot(tokens, operandAllowed: false)])
            : ParseComparison(tokens, operandAllowed);
    }

    private static ExpressionSyntax ParseComparison(TokenStream tokens, bool operandAllowed)
    {
        // A parenthesis opens a condition or an operand: only what is inside tells.
        var left = tokens.Current.IsSymbol("(")
            ? OperandParser.ParseParenthesised(tokens, static inner => ParseOr(inner, operandAllowed: true))
            : OperandParser.ParseOperand(tokens);

        if (IsOperand(left))
        {
            if (Comparators.FirstOrDefault(tokens.TryTakeSymbol) is { } comparator)
                return new OperatorSyntax(comparator, [left, OperandParser.ParseOperand(tokens)]);
            if (tokens.TryTakeKeyword("BETWEEN"))
                return ParseBetween(tokens, left);
            if (tokens.TryTakeKeyword("IN"))
                return ParseIn(tokens, left);
        }

        return IsCondition(left) || (operandAllowed && tokens.Current.IsSymbol(")")) ? left : throw tokens.SyntaxError();
    }

    private static OperatorSyntax ParseBetween(TokenStream tokens, ExpressionSyntax operand)
    {
        var lower = OperandParser.ParseOperand(tokens);
        tokens.ExpectKeyword("AND");
        return new("BETWEEN", [operand, lower, OperandParser.ParseOperand(tokens)]);
    }

    private static OperatorSyntax ParseIn(TokenStream tokens, ExpressionSyntax operand)
    {
        var operands = new List<ExpressionSyntax> { operand };
        tokens.ExpectSymbol("(");
        do
        {
            operands.Add(OperandParser.ParseOperand(tokens));
        }
        while (tokens.TryTakeSymbol(","));

        tokens.ExpectSymbol(")");
        return new("IN", operands);
    }

    // Calls are both: only their names tell whether they answer with a value or with true or false.
    private static bool IsOperand(ExpressionSyntax syntax) => syntax switch
    {
        ParenthesisedSyntax parenthesised => IsOperand(parenthesised.Inner),
        _ => syntax is PathSyntax or ValueSyntax or CallSyntax,
    };

    private static bool IsCondition(ExpressionSyntax syntax) => syntax switch
    {
        ParenthesisedSyntax parenthesised => IsCondition(parenthesised.Inner),
        _ => syntax is OperatorSyntax or CallSyntax,
    };
}
