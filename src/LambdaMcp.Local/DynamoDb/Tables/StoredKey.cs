namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>A key with its hash. Without a range key, where the table has one, it comes before all items of its hash key.</summary>
internal readonly record struct StoredKey(ulong Hash, ItemKey Key)
{
    public static StoredKey Of(ItemKey key) => new(KeyHash.Of(key.Hash), key);
}
