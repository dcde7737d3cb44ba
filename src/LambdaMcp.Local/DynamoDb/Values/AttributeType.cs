namespace LambdaMcp.Local.DynamoDb.Values;

/// <summary>DynamoDB's data types, named by their codes on the wire.</summary>
internal enum AttributeType
{
    S,
    N,
    B,
    BOOL,
    NULL,
    L,
    M,
    SS,
    NS,
    BS,
}
