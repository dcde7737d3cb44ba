using System.Text.Json;
using LambdaMcp.Local.DynamoDb.Tables;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Operations;

/// <summary>The capacity units that a request takes, for ReturnConsumedCapacity.</summary>
internal sealed class ConsumedCapacity(JsonInput request)
{
    private const int ReadUnit = 4096;
    private const int WriteUnit = 1024;

    private readonly string _detail = Choices.Read(request, "ReturnConsumedCapacity", "NONE", "TOTAL", "INDEXES");
    private readonly SortedDictionary<string, double> _units = new(StringComparer.Ordinal);

    /// <summary>A read of some bytes: half as dear when it need not be consistent, twice in a transaction.</summary>
    public void Read(Table table, long bytes, bool consistent = false, bool transaction = false) =>
        Add(table, Units(bytes, ReadUnit) * (transaction ? 2 : consistent ? 1 : 0.5));

    /// <summary>A write, which costs as much as the larger one of the item before and after it.</summary>
    public void Write(Table table, ItemChange change, bool transaction = false) =>
        Add(table, Units(Math.Max(change.Before?.ItemSize ?? 0, change.After?.ItemSize ?? 0), WriteUnit) * (transaction ? 2 : 1));

    /// <summary>Writes the units of the one table.</summary>
    public void Respond(Utf8JsonWriter response)
    {
        if (_detail == "NONE")
            return;

        foreach (var (table, units) in _units)
        {
            response.WritePropertyName("ConsumedCapacity");
            Respond(response, table, units);
        }
    }

    /// <summary>Writes the units of every table.</summary>
    public void RespondList(Utf8JsonWriter response)
    {
        if (_detail == "NONE")
            return;

        response.WriteStartArray("ConsumedCapacity");
        foreach (var (table, units) in _units)
            Respond(response, table, units);
        response.WriteEndArray();
    }

    private static double Units(long bytes, int unit) => Math.Max(1, (bytes + unit - 1) / unit);

    private void Add(Table table, double units) => _units[table.Name] = _units.GetValueOrDefault(table.Name) + units;

    private void Respond(Utf8JsonWriter response, string table, double units)
    {
        response.WriteStartObject();
        response.WriteString("TableName", table);
        response.WriteNumber("CapacityUnits", units);
        if (_detail == "INDEXES")
        {
            response.WriteStartObject("Table");
            response.WriteNumber("CapacityUnits", units);
            response.WriteEndObject();
        }

        response.WriteEndObject();
    }
}
