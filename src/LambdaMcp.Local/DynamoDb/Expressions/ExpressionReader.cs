using LambdaMcp.Local.DynamoDb.Expressions.Binding;
using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Expressions.Syntax;
using LambdaMcp.Local.DynamoDb.Expressions.Updates;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>Reads the expressions of a request; each method answers null where the request has none.</summary>
internal static class ExpressionReader
{
    public static Condition? ReadCondition(JsonInput request, ExpressionKind kind, ExpressionNames names)
    {
        if (request.Text(kind.ToString()) is not { } source)
            return null;

        var syntax = ConditionParser.Parse(new(kind, source));
        return new ConditionBinder(new(kind, names)).Bind(syntax);
    }

    public static UpdateExpression? ReadUpdate(JsonInput request, ExpressionNames names)
    {
        if (request.Text("UpdateExpression") is not { } source)
            return null;

        var syntax = UpdateParser.Parse(new(ExpressionKind.UpdateExpression, source));
        return new UpdateBinder(new(ExpressionKind.UpdateExpression, names)).Bind(syntax);
    }

    public static Projection? ReadProjection(JsonInput request, ExpressionNames names)
    {
        if (request.Text("ProjectionExpression") is not { } source)
            return null;

        var syntax = ProjectionParser.Parse(new(ExpressionKind.ProjectionExpression, source));
        var binder = new ExpressionBinder(ExpressionKind.ProjectionExpression, names);
        DocumentPath[] paths = [.. syntax.Select(binder.BindPath)];
        binder.RequireDistinct(paths);
        return new(paths);
    }
}
