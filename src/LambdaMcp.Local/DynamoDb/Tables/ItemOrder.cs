using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>The order of a table's items: hash keys by their hashes, and the items of one by their range keys.</summary>
internal sealed class ItemOrder : IComparer<StoredKey>
{
    public static readonly ItemOrder Instance = new();

    public int Compare(StoredKey x, StoredKey y)
    {
        var order = x.Hash.CompareTo(y.Hash);
        if (order == 0)
            order = ScalarOrder.Instance.Compare(x.Key.Hash, y.Key.Hash);
        return order != 0 ? order : ScalarOrder.Instance.Compare(x.Key.Range, y.Key.Range);
    }
}
