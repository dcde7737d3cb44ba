using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Values;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations.Reads;

/// <summary>One page of a query or scan.</summary>
internal sealed class Page
{
    private const int MaximumSize = 1024 * 1024;

    private readonly List<MapValue> _items = [];
    private int _scanned;
    private MapValue? _last;

    /// <summary>The size of what was read, in bytes, whether the filter let it through or not.</summary>
    public long Size { get; private set; }

    /// <summary>Reads until the limit or a megabyte is reached, counted before the filter; the caller holds the table's gate.</summary>
    public static Page Read(Table table, IEnumerable<MapValue> candidates, PageRequest request)
    {
        var page = new Page();
        foreach (var item in candidates)
        {
            page._scanned++;
            page.Size += item.ItemSize;
            if (request.Filter?.Holds(item) != false)
                page._items.Add(item);
            if (page._scanned == request.Limit || page.Size > MaximumSize)
            {
                page._last = table.Schema.Project(item);
                break;
            }
        }

        return page;
    }

    public void Respond(Utf8JsonWriter response, PageRequest request)
    {
        if (!request.CountOnly)
        {
            response.WriteStartArray("Items");
            foreach (var item in _items)
                response.WriteItem(request.Projection?.Apply(item) ?? item);
            response.WriteEndArray();
        }

        response.WriteNumber("Count", _items.Count);
        response.WriteNumber("ScannedCount", _scanned);
        if (_last is not null)
            response.WriteItem("LastEvaluatedKey", _last);
    }
}
