using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using LambdaMcp.Local.DynamoDb.Wire;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>The tables of an account in a region.</summary>
internal sealed partial class TableCatalog(DynamoDbOptions options)
{
    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    public DynamoDbOptions Options => options;

    public IEnumerable<Table> Tables => _tables.Values;

    public IEnumerable<string> Names => _tables.Keys.Order(StringComparer.Ordinal);

    /// <exception cref="DynamoDbException">There is a table of the name.</exception>
    public Table Create(TableDefinition definition)
    {
        var arn = $"arn:aws:dynamodb:{options.Region}:{options.AccountId}:table/{definition.Name}";
        var table = new Table(definition, arn, options.Time.GetUtcNow());
        return _tables.TryAdd(definition.Name, table) ? table : throw DynamoDbException.TableExists(definition.Name);
    }

    /// <summary>The table that a data operation is for.</summary>
    /// <exception cref="DynamoDbException">There is none.</exception>
    public Table Get(string name) => _tables.GetValueOrDefault(name) ?? throw DynamoDbException.TableNotFound();

    /// <summary>The table that an administrative operation is for.</summary>
    /// <exception cref="DynamoDbException">There is none.</exception>
    public Table Describe(string name) => _tables.GetValueOrDefault(name) ?? throw DynamoDbException.TableNotFound(name);

    public void Remove(Table table) => _tables.TryRemove(KeyValuePair.Create(table.Name, table));

    /// <summary>The name of the table in a request, given as name or ARN.</summary>
    /// <exception cref="DynamoDbException">It is missing or cannot be a table's name.</exception>
    public static string ReadName(JsonInput request)
    {
        var name = request.Text("TableName") ?? throw DynamoDbException.Constraint("null", "tableName", "not be null");
        return RequireName(name.StartsWith("arn:", StringComparison.Ordinal) ? name[(name.LastIndexOf(":table/", StringComparison.Ordinal) + 7)..] : name);
    }

    public static string RequireName(string name) => ValidName().IsMatch(name)
        ? name
        : throw DynamoDbException.Validation(
            "Invalid table/index name.  Table/index names must be between 3 and 255 characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");

    [GeneratedRegex(@"\A[a-zA-Z0-9_.-]{3,255}\z")]
    private static partial Regex ValidName();
}
