using System.Globalization;
using LambdaMcp.Local.DynamoDb.Expressions.Operands;
using LambdaMcp.Local.DynamoDb.Expressions.Syntax;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions.Binding;

/// <summary>Looks up what the parts of one expression stand for, and holds them to DynamoDB's limits.</summary>
internal sealed class ExpressionBinder(ExpressionKind kind, ExpressionNames names)
{
    private const int MaximumPathLength = 32;
    private const int MaximumOperators = 300;

    private int _operators;

    public ExpressionKind Kind => kind;

    public DocumentPath BindPath(PathSyntax syntax)
    {
        if (syntax.Elements.Count > MaximumPathLength)
            throw Error($"The document path has too many nesting levels; nesting levels: {syntax.Elements.Count}");
        return new([.. syntax.Elements.Select(BindElement)]);
    }

    public ConstantOperand BindValue(ValueSyntax syntax) =>
        names.UseValue(syntax.Placeholder) is { } value
            ? new(value)
            : throw Error($"An expression attribute value used in expression is not defined; attribute value: {syntax.Placeholder}");

    /// <summary>Counts an operator or a function.</summary>
    public void Count()
    {
        if (++_operators > MaximumOperators)
            throw Error($"The expression contains too many operators; operator count: {_operators}");
    }

    public void RequireCount(string function, int expected, int actual)
    {
        if (expected != actual)
            throw Error(
                $"Incorrect number of operands for operator or function; operator or function: {function}, number of operands: {actual}");
    }

    public void RequireType(string name, Operand operand, Func<AttributeType, bool> allowed)
    {
        if (operand.KnownType is { } type && !allowed(type))
            throw Error($"Incorrect operand type for operator or function; operator or function: {name}, operand type: {type}");
    }

    /// <summary>Nothing is compared with itself.</summary>
    public void RequireDistinctFirst(string name, Operand[] operands)
    {
        if (operands[0] is PathOperand first && operands.Skip(1).Contains(first))
            throw Error(
                $"The first operand must be distinct from the remaining operands for this operator or function; operator: {name}, first operand: {first.Path}");
    }

    public PathOperand RequirePath(string function, Operand operand) =>
        operand as PathOperand ?? throw Error($"Operator or function requires a document path; operator or function: {function}");

    /// <summary>No path may lie within another one, nor take a list for a map.</summary>
    public void RequireDistinct(IReadOnlyList<DocumentPath> paths)
    {
        for (var second = 1; second < paths.Count; second++)
        {
            for (var first = second - 1; first >= 0; first--)
            {
                var problem = paths[first].Overlaps(paths[second]) ? "overlap"
                    : paths[first].Conflicts(paths[second]) ? "conflict"
                    : null;
                if (problem is not null)
                    throw Error(
                        $"Two document paths {problem} with each other; must remove or rewrite one of these paths; path one: {paths[first]}, path two: {paths[second]}");
            }
        }
    }

    public DynamoDbException Misused(string function) =>
        Error($"The function is not allowed to be used this way in an expression; function: {function}");

    public DynamoDbException Error(string message) => DynamoDbException.Validation($"Invalid {kind}: {message}");

    private PathElement BindElement(Token token) => token.Kind switch
    {
        TokenKind.Number => int.TryParse(token.Text, CultureInfo.InvariantCulture, out var index)
            ? new(null, index)
            : throw Error($"List index is not within the allowable range; index: [{token.Text}]"),
        TokenKind.Name => names.UseName(token.Text) is { } name
            ? new(name, 0)
            : throw Error($"An expression attribute name used in the document path is not defined; attribute name: {token.Text}"),
        _ => ReservedWords.Contains(token.Text)
            ? throw Error($"Attribute name is a reserved keyword; reserved keyword: {token.Text}")
            : new(token.Text, 0),
    };
}
