using LambdaMcp.Local.DynamoDb.Tables;

namespace LambdaMcp.Local.DynamoDb.Operations.Transactions;

/// <summary>Holds the gates of several tables, taken in the order of their names so that transactions cannot wait for each other.</summary>
internal readonly ref struct TableLocks : IDisposable
{
    private readonly Table[] _tables;

    public TableLocks(IEnumerable<Table> tables)
    {
        _tables = [.. tables.Distinct().OrderBy(static table => table.Name, StringComparer.Ordinal).ThenBy(static table => table.Id)];
        foreach (var table in _tables)
            table.Gate.Enter();
    }

    public void Dispose()
    {
        foreach (var table in _tables)
            table.Gate.Exit();
    }
}
