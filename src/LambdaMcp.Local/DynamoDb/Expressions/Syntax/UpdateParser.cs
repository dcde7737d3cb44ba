namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>Parses update expressions.</summary>
internal static class UpdateParser
{
    private static readonly string[] Sections = ["SET", "REMOVE", "ADD", "DELETE"];

    public static List<UpdateClauseSyntax> Parse(TokenStream tokens)
    {
        var clauses = new List<UpdateClauseSyntax>();
        var seen = new HashSet<string>();
        do
        {
            var section = Sections.FirstOrDefault(tokens.TryTakeKeyword) ?? throw tokens.SyntaxError();
            do
            {
                clauses.Add(ParseClause(tokens, section));
            }
            while (tokens.TryTakeSymbol(","));

            if (!seen.Add(section))
                throw tokens.Error($"The \"{section}\" section can only be used once in an update expression;");
        }
        while (tokens.Current.Kind != TokenKind.End);

        return clauses;
    }

    private static UpdateClauseSyntax ParseClause(TokenStream tokens, string section)
    {
        var path = OperandParser.ParsePath(tokens);
        switch (section)
        {
            case "SET":
                tokens.ExpectSymbol("=");
                return new(section, path, ParseSetValue(tokens));
            case "REMOVE":
                return new(section, path, null);
            default:
                if (tokens.Current.Kind != TokenKind.Value)
                    throw tokens.SyntaxError();
                return new(section, path, new ValueSyntax(tokens.Take().Text));
        }
    }

    private static ExpressionSyntax ParseSetValue(TokenStream tokens)
    {
        tokens.EnsureStack();
        var left = tokens.Current.IsSymbol("(")
            ? OperandParser.ParseParenthesised(tokens, ParseSetValue)
            : OperandParser.ParseOperand(tokens);
        if (left is ParenthesisedSyntax { Inner: OperatorSyntax } || !(tokens.Current.IsSymbol("+") || tokens.Current.IsSymbol("-")))
            return left;

        var sign = tokens.Take().Text;
        return new OperatorSyntax(sign, [left, OperandParser.ParseOperand(tokens)]);
    }
}
