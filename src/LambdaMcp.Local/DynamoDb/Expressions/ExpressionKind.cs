namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>The request's parameter that an expression came in; its name is in the messages.</summary>
internal enum ExpressionKind
{
    ConditionExpression,
    FilterExpression,
    KeyConditionExpression,
    ProjectionExpression,
    UpdateExpression,
}
