using System.Text.Json;

namespace LambdaMcp.AwsCalls.Items;

internal sealed record GetItemAnswer
{
    /// <summary>The item's attributes in DynamoDB's typed form; not there when there is no such item.</summary>
    public Dictionary<string, JsonElement>? Item { get; init; }
}
