namespace LambdaMcp.AwsCalls.Items;

internal sealed record GetItemInput
{
    public required string TableName { get; init; }

    /// <summary>The key's attributes, each in DynamoDB's typed form: <c>{"id":{"S":"…"}}</c>.</summary>
    public required Dictionary<string, Dictionary<string, string>> Key { get; init; }

    public required bool ConsistentRead { get; init; }
}
