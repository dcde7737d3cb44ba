using System.Text.Json;

namespace LambdaMcp.Local.DynamoDb;

/// <summary>Which tables a request is about, for whoever reads its trace.</summary>
internal static class TableNames
{
    /// <summary>Their names with commas between; null where there are none.</summary>
    public static string? Of(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            return null;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        Add(names, request);
        if (request.TryGetProperty("RequestItems", out var batch) && batch.ValueKind == JsonValueKind.Object)
            names.UnionWith(batch.EnumerateObject().Select(static table => table.Name));
        if (request.TryGetProperty("TransactItems", out var transaction) && transaction.ValueKind == JsonValueKind.Array)
        {
            foreach (var part in transaction.EnumerateArray().Where(static item => item.ValueKind == JsonValueKind.Object).SelectMany(static item => item.EnumerateObject()))
                Add(names, part.Value);
        }
        return names.Count == 0 ? null : string.Join(", ", names);
    }

    private static void Add(SortedSet<string> names, JsonElement part)
    {
        if (part.ValueKind == JsonValueKind.Object && part.TryGetProperty("TableName", out var name) && name.ValueKind == JsonValueKind.String)
            names.Add(name.GetString()!);
    }
}
