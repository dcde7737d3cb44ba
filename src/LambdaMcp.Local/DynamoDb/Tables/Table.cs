using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>A table and its items. Items are immutable; whoever reads or changes the table holds <see cref="Gate"/>.</summary>
internal sealed class Table(TableDefinition definition, string arn, DateTimeOffset created)
{
    // One sorted list: insertions move memory, which for a development table is quicker than any tree.
    private readonly List<StoredKey> _keys = [];
    private readonly List<MapValue> _items = [];

    public TableDefinition Definition => definition;

    public string Name => definition.Name;

    public string Arn => arn;

    public Guid Id { get; } = Guid.NewGuid();

    public DateTimeOffset Created => created;

    public KeySchema Schema { get; } = new(definition.HashKey, definition.RangeKey);

    public Lock Gate { get; } = new();

    public int Count => _items.Count;

    /// <summary>The attribute that tells when an item expires, or null.</summary>
    public string? TimeToLiveAttribute { get; set; } = definition.TimeToLiveAttribute;

    public long SizeInBytes => _items.Sum(static item => (long)item.ItemSize);

    public MapValue? Find(ItemKey key)
    {
        var index = IndexOf(StoredKey.Of(key));
        return index >= 0 ? _items[index] : null;
    }

    /// <summary>Stores an item under its key, or takes it away when there is none.</summary>
    public void Store(ItemKey key, MapValue? item)
    {
        var stored = StoredKey.Of(key);
        var index = IndexOf(stored);
        if (item is null)
        {
            if (index < 0)
                return;
            _keys.RemoveAt(index);
            _items.RemoveAt(index);
        }
        else if (index >= 0)
        {
            _items[index] = item;
        }
        else
        {
            _keys.Insert(~index, stored);
            _items.Insert(~index, item);
        }
    }

    /// <summary>The items of one hash key, by range key, after the start key if there is one.</summary>
    public IEnumerable<MapValue> Query(AttributeValue hashKey, bool forward, ItemKey? start)
    {
        var hash = new StoredKey(KeyHash.Of(hashKey), new(hashKey, null));
        var index = IndexOf(start is null ? hash : StoredKey.Of(start));
        if (forward)
        {
            // A start key that was deleted in the meantime has its place still; the bare hash key is one only without a range key.
            index = index < 0 ? ~index : start is null ? index : index + 1;
        }
        else if (start is not null)
        {
            index = (index < 0 ? ~index : index) - 1;
        }
        else
        {
            index = (index < 0 ? ~index : index) - 1 + CountOf(hashKey, hash.Hash, index < 0 ? ~index : index);
        }

        for (; index >= 0 && index < _keys.Count && IsOf(_keys[index]); index += forward ? 1 : -1)
            yield return _items[index];

        bool IsOf(StoredKey key) => key.Hash == hash.Hash && key.Key.Hash.Equals(hashKey);
    }

    /// <summary>The items of a segment, after the start key if there is one.</summary>
    public IEnumerable<MapValue> Scan(ItemKey? start, int segment, int segments)
    {
        var index = 0;
        if (start is not null)
        {
            index = IndexOf(StoredKey.Of(start));
            index = index < 0 ? ~index : index + 1;
        }

        for (; index < _keys.Count; index++)
        {
            if (KeyHash.Segment(_keys[index].Hash, segments) == segment)
                yield return _items[index];
        }
    }

    /// <summary>Removes the items for which a condition holds.</summary>
    public void RemoveAll(Predicate<MapValue> condition)
    {
        for (var index = _items.Count - 1; index >= 0; index--)
        {
            if (!condition(_items[index]))
                continue;
            _keys.RemoveAt(index);
            _items.RemoveAt(index);
        }
    }

    private int IndexOf(StoredKey key) => _keys.BinarySearch(key, ItemOrder.Instance);

    private int CountOf(AttributeValue hashKey, ulong hash, int first)
    {
        var count = 0;
        while (first + count < _keys.Count && _keys[first + count].Hash == hash && _keys[first + count].Key.Hash.Equals(hashKey))
            count++;
        return count;
    }
}
