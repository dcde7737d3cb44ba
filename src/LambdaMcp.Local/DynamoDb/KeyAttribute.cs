using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb;

/// <summary>An attribute of a table's primary key.</summary>
/// <param name="Name">The attribute's name.</param>
/// <param name="Type">S, N or B.</param>
internal sealed record KeyAttribute(string Name, AttributeType Type);
