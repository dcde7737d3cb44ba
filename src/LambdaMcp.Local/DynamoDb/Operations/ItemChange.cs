using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Operations;

/// <summary>An item before and after a write; null where there is none.</summary>
internal readonly record struct ItemChange(MapValue? Before, MapValue? After);
