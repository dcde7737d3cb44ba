using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Sessions;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Tests.Sessions;

/// <summary>What <see cref="ISessionStore"/> promises, on a real table service.</summary>
public abstract class SessionStoreContract(ITableService tables) : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    // The table service deletes what expired by its own clock: today, and whole seconds as the items have them.
    private readonly ManualTime _time = new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()));
    private TestTable? _table;
    private DynamoDbSessionStore? _store;

    private DynamoDbSessionStore Store => _store!;

    public async ValueTask InitializeAsync()
    {
        var client = tables.Client();
        _table = await TestTable.CreateAsync(client, "pk", "sk");
        _store = new DynamoDbSessionStore(() => client, _table.Name, _time);
    }

    public async ValueTask DisposeAsync()
    {
        if (_table is not null)
            await _table.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_session_comes_back_as_it_was_stored()
    {
        var session = Session() with
        {
            ClientInfo = JsonElement.Parse("""{"name":"tést","version":"1"}"""),
            ClientCapabilities = JsonElement.Parse("""{"elicitation":{}}"""),
        };
        await Store.CreateAsync(session, Cancel);

        var found = await Store.FindAsync(session.Id, Cancel);

        Assert.Equal(session with { ClientInfo = null, ClientCapabilities = null }, found! with { ClientInfo = null, ClientCapabilities = null });
        Assert.Equal(session.ClientInfo?.GetRawText(), found.ClientInfo?.GetRawText());
        Assert.Equal(session.ClientCapabilities?.GetRawText(), found.ClientCapabilities?.GetRawText());
    }

    [Fact]
    public async Task An_unknown_session_is_null() => Assert.Null(await Store.FindAsync("never-made", Cancel));

    [Fact]
    public async Task An_id_is_given_once()
    {
        await Store.CreateAsync(Session(), Cancel);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session() with { Owner = "someone else" }, Cancel));
        Assert.Equal("alice", (await Store.FindAsync("s1", Cancel))!.Owner);
    }

    [Fact]
    public async Task A_session_is_over_when_its_time_is()
    {
        await Store.CreateAsync(Session(), Cancel);

        _time.Advance(TimeSpan.FromMinutes(61));

        Assert.Null(await Store.FindAsync("s1", Cancel));
        Assert.False(await Store.TryUpdateAsync(Session() with { ExpiresAt = _time.GetUtcNow().AddHours(1) }, Cancel));
    }

    [Fact]
    public async Task An_expired_session_can_be_opened_again_by_its_owner_alone()
    {
        await Store.CreateAsync(Session(), Cancel);
        _time.Advance(TimeSpan.FromHours(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session() with { Owner = "mallory" }, Cancel));
        await Store.CreateAsync(Session(), Cancel);

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task Every_update_counts_the_version_up()
    {
        await Store.CreateAsync(Session(), Cancel);
        var later = _time.GetUtcNow().AddHours(3);

        Assert.True(await Store.TryUpdateAsync(Session() with { ExpiresAt = later }, Cancel));

        var found = await Store.FindAsync("s1", Cancel);
        Assert.Equal((2, later), (found!.Version, found.ExpiresAt));
    }

    [Fact]
    public async Task Of_many_updates_of_one_version_one_wins()
    {
        await Store.CreateAsync(Session(), Cancel);

        var won = await Task.WhenAll(Enumerable.Range(0, 8).Select(at =>
            Store.TryUpdateAsync(Session() with { ProtocolVersion = $"v{at}" }, Cancel)));

        Assert.Single(won, one => one);
        Assert.Equal(2, (await Store.FindAsync("s1", Cancel))!.Version);
    }

    [Fact]
    public async Task A_session_that_was_never_made_cannot_be_updated() => Assert.False(await Store.TryUpdateAsync(Session(), Cancel));

    [Fact]
    public async Task A_deleted_session_stays_gone()
    {
        await Store.CreateAsync(Session(), Cancel);

        Assert.True(await Store.DeleteAsync("s1", "alice", Cancel));

        Assert.Null(await Store.FindAsync("s1", Cancel));
        Assert.False(await Store.DeleteAsync("s1", "alice", Cancel));
        Assert.False(await Store.TryUpdateAsync(Session(), Cancel));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session(), Cancel));
        _time.Advance(TimeSpan.FromDays(2));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session(), Cancel));
    }

    [Fact]
    public async Task What_is_left_of_a_deleted_session_goes_after_thirty_days_by_the_tables_TTL()
    {
        await Store.CreateAsync(Session(), Cancel);
        await Store.DeleteAsync("s1", "alice", Cancel);

        var item = (await _table!.Client.ScanAsync(new ScanRequest { TableName = _table.Name }, Cancel)).Items.Single();

        Assert.Equal($"{_time.GetUtcNow().AddDays(30).ToUnixTimeSeconds()}", item["expiresAt"].N);
        Assert.Equal(["deleted", "expiresAt", "owner", "pk", "sk"], item.Keys.Order());
    }

    [Fact]
    public async Task Nobody_deletes_the_session_of_another()
    {
        await Store.CreateAsync(Session(), Cancel);

        Assert.False(await Store.DeleteAsync("s1", "mallory", Cancel));

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task A_session_too_large_to_store_says_so_before_it_is_sent()
    {
        var huge = Session() with { ClientInfo = JsonElement.Parse($"\"{new string('x', 420_000)}\"") };

        var error = await Assert.ThrowsAsync<ItemTooLargeException>(() => Store.CreateAsync(huge, Cancel));

        Assert.Contains("420,", error.Message, StringComparison.Ordinal);
        Assert.Null(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task The_largest_session_that_passes_the_check_is_stored()
    {
        await Store.CreateAsync(Session() with { ClientInfo = JsonElement.Parse($"\"{new string('x', 408_200)}\"") }, Cancel);

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    private SessionRecord Session() => new()
    {
        Id = "s1",
        Owner = "alice",
        ProtocolVersion = "2025-11-25",
        CreatedAt = _time.GetUtcNow(),
        ExpiresAt = _time.GetUtcNow().AddHours(1),
    };
}
