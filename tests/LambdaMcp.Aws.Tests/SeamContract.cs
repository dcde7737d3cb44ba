using LambdaMcp.Aws.Tests.Tables;

namespace LambdaMcp.Aws.Tests;

/// <summary>What a seam promises, wherever it keeps its data.</summary>
/// <param name="tables">The table service; null for the process's memory.</param>
public abstract class SeamContract(ITableService? tables) : IAsyncLifetime
{
    private TestTable? _table;
    private Seams? _seams;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    // The table service deletes what expired by its own clock: today, and whole seconds as the items have them.
    private protected ManualTime Time { get; } = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));

    private protected Seams Seams => _seams!;

    private protected TestTable Table => _table!;

    protected DateTimeOffset InAnHour => Time.GetUtcNow().AddHours(1);

    public async ValueTask InitializeAsync()
    {
        if (tables is not null)
            _table = await TestTable.CreateAsync(tables.Client(), "pk", "sk");
        _seams = _table is null ? new Seams(Time) : new Seams(_table, Time);
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null)
            await _table.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
