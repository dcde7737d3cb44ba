using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>The primary key of an item.</summary>
internal sealed record ItemKey(AttributeValue Hash, AttributeValue? Range);
