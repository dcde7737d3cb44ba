using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>Changes nothing, but fails a transaction whose condition does not hold.</summary>
internal sealed class ConditionCheck : ItemWrite
{
    protected override MapValue? Apply(MapValue? before) => before;
}
