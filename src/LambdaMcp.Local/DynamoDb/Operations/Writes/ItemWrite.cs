using LambdaMcp.Local.DynamoDb.Expressions.Conditions;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Writes;

/// <summary>A conditional change of one item, alone or in a transaction.</summary>
internal abstract class ItemWrite
{
    protected const int MaximumItemSize = 400 * 1024;

    public required Table Table { get; init; }

    public required ItemKey Key { get; init; }

    public Condition? Condition { get; init; }

    /// <summary>A failed condition answers with the item as it is.</summary>
    public bool ReturnOldOnFailure { get; init; }

    /// <summary>Finds out what the write would do; the caller holds the table's gate and stores the result.</summary>
    /// <exception cref="DynamoDbException">The write is not possible, or its condition does not hold.</exception>
    public ItemChange Evaluate()
    {
        RequireValid();
        var before = Table.Find(Key);
        if (Condition?.Holds(before ?? MapValue.Empty) == false)
            throw DynamoDbException.ConditionFailed(
                ReturnOldOnFailure && before is not null ? writer => writer.WriteItem("Item", before) : null);
        return new(before, Apply(before));
    }

    /// <summary>Evaluates and stores, as one step.</summary>
    public ItemChange Execute()
    {
        lock (Table.Gate)
        {
            var change = Evaluate();
            Table.Store(Key, change.After);
            return change;
        }
    }

    /// <summary>What a transaction counts against its limit, in bytes.</summary>
    public virtual int PayloadSize => 0;

    protected virtual void RequireValid() => Table.Schema.RequireRequestTypes(Key);

    protected abstract MapValue? Apply(MapValue? before);
}
