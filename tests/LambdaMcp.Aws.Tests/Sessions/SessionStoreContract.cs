using System.Text.Json;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Tests.Sessions;

/// <summary>What <see cref="ISessionStore"/> promises.</summary>
public abstract class SessionStoreContract(ITableService? tables) : SeamContract(tables)
{
    private ISessionStore Store => Seams.Sessions;

    [Fact]
    public async Task A_session_comes_back_as_it_was_stored()
    {
        var session = Session() with
        {
            ClientInfo = JsonElement.Parse("""{"name":"tést","version":"1"}"""),
            ClientCapabilities = JsonElement.Parse("""{"elicitation":{}}"""),
            LogLevel = "warning",
            Subscriptions = ["file:///a", "db://rows/1"],
        };
        await Store.CreateAsync(session, Cancel);

        var found = await Store.FindAsync(session.Id, Cancel);

        Assert.Equal(
            session with { ClientInfo = null, ClientCapabilities = null, Subscriptions = [] },
            found! with { ClientInfo = null, ClientCapabilities = null, Subscriptions = [] });
        Assert.Equal(session.Subscriptions, found.Subscriptions);
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
    public async Task A_session_is_over_when_itsTime_is()
    {
        await Store.CreateAsync(Session(), Cancel);

        Time.Advance(TimeSpan.FromMinutes(61));

        Assert.Null(await Store.FindAsync("s1", Cancel));
        Assert.False(await Store.TryUpdateAsync(Session() with { ExpiresAt = Time.GetUtcNow().AddHours(1) }, Cancel));
    }

    [Fact]
    public async Task An_expired_session_can_be_opened_again_by_its_owner_alone()
    {
        await Store.CreateAsync(Session(), Cancel);
        Time.Advance(TimeSpan.FromHours(2));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session() with { Owner = "mallory" }, Cancel));
        await Store.CreateAsync(Session(), Cancel);

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    [Fact]
    public async Task Every_update_counts_the_version_up()
    {
        await Store.CreateAsync(Session(), Cancel);
        var later = Time.GetUtcNow().AddHours(3);

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
        Time.Advance(TimeSpan.FromDays(30));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session(), Cancel));
    }

    [Fact]
    public async Task An_expired_session_that_was_deleted_cannot_be_opened_again()
    {
        await Store.CreateAsync(Session(), Cancel);
        Time.Advance(TimeSpan.FromHours(2));

        Assert.True(await Store.DeleteAsync("s1", "alice", Cancel));

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.CreateAsync(Session(), Cancel));
    }

    [Fact]
    public async Task A_session_that_expired_long_ago_can_be_opened_again()
    {
        await Store.CreateAsync(Session() with { LogLevel = "debug", Subscriptions = ["file:///a"] }, Cancel);
        Time.Advance(TimeSpan.FromDays(20));

        await Store.CreateAsync(Session(), Cancel);

        var found = await Store.FindAsync("s1", Cancel);
        Assert.Equal((1, null, 0), (found!.Version, found.LogLevel, found.Subscriptions.Count));
    }

    [Fact]
    public async Task An_update_of_another_owner_is_refused()
    {
        await Store.CreateAsync(Session(), Cancel);

        Assert.False(await Store.TryUpdateAsync(Session() with { Owner = "mallory" }, Cancel));

        Assert.Equal("alice", (await Store.FindAsync("s1", Cancel))!.Owner);
    }

    [Fact]
    public async Task An_id_that_no_key_holds_is_unknown()
    {
        Assert.Null(await Store.FindAsync(new string('x', 5000), Cancel));
        Assert.False(await Store.DeleteAsync(new string('x', 5000), "alice", Cancel));
    }

    [Fact]
    public async Task Nobody_deletes_the_session_of_another()
    {
        await Store.CreateAsync(Session(), Cancel);

        Assert.False(await Store.DeleteAsync("s1", "mallory", Cancel));

        Assert.NotNull(await Store.FindAsync("s1", Cancel));
    }

    private protected SessionRecord Session() => new()
    {
        Id = "s1",
        Owner = "alice",
        ProtocolVersion = "2025-11-25",
        CreatedAt = Time.GetUtcNow(),
        ExpiresAt = Time.GetUtcNow().AddHours(1),
    };
}
