using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>Takes the item away, if there is one.</summary>
internal sealed class DeleteWrite : ItemWrite
{
    protected override MapValue? Apply(MapValue? before) => null;
}
