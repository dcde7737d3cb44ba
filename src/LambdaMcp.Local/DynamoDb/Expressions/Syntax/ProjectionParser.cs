namespace LambdaMcp.Local.DynamoDb.Expressions.Syntax;

/// <summary>Parses projection expressions: paths with commas between them.</summary>
internal static class ProjectionParser
{
    public static List<PathSyntax> Parse(TokenStream tokens)
    {
        var paths = new List<PathSyntax>();
        do
        {
            paths.Add(OperandParser.ParsePath(tokens));
        }
        while (tokens.TryTakeSymbol(","));

        tokens.ExpectEnd();
        return paths;
    }
}
