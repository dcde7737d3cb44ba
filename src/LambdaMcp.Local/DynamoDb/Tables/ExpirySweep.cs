using LambdaMcp.Local.DynamoDb.Values;

namespace LambdaMcp.Local.DynamoDb.Tables;

/// <summary>Removes items that expired long enough ago, as the real service does within days.</summary>
internal sealed class ExpirySweep : IDisposable
{
    // As documented: a time further back is taken for a mistake, and the item stays.
    private static readonly TimeSpan OldestExpiry = TimeSpan.FromDays(5 * 365);

    private readonly TableCatalog _catalog;
    private readonly ITimer _timer;

    public ExpirySweep(TableCatalog catalog)
    {
        _catalog = catalog;
        var interval = TimeSpan.FromSeconds(Math.Clamp(catalog.Options.ExpiryDelay.TotalSeconds, 1, 60));
        _timer = catalog.Options.Time.CreateTimer(_ => Run(), null, interval, interval);
    }

    public void Run()
    {
        var now = _catalog.Options.Time.GetUtcNow();
        var newest = (now - _catalog.Options.ExpiryDelay).ToUnixTimeSeconds();
        var oldest = (now - OldestExpiry).ToUnixTimeSeconds();
        foreach (var table in _catalog.Tables)
        {
            lock (table.Gate)
            {
                if (table.TimeToLiveAttribute is { } attribute)
                    table.RemoveAll(item =>
                        item.Find(attribute) is NumberValue { Number: var expiry }
                        && expiry.ToInt64() is var seconds && seconds >= oldest && seconds < newest);
            }
        }
    }

    public void Dispose() => _timer.Dispose();
}
