using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.Aws.Registrations;
using LambdaMcp.Aws.Tasks;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.Streams;
using LambdaMcp.Protocol.Tasks;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>The answer to each write is lost, and the SDK writes again.</summary>
public sealed class RepeatedWriteTests(LocalTables tables) : IAsyncLifetime
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly LostAnswers _network = new();
    private AmazonDynamoDBClient? _client;
    private TestTable? _table;
    private Seams? _reliable;
    private Seams? _lossy;

    private static DateTimeOffset InAnHour => DateTimeOffset.UtcNow.AddHours(1);

    public async ValueTask InitializeAsync()
    {
        _client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = tables.Url, AuthenticationRegion = "eu-west-1", HttpClientFactory = _network });
        _table = await TestTable.CreateAsync(tables.Client(), "pk", "sk");
        _reliable = new Seams(_table, TimeProvider.System);
        _lossy = new Seams(new TestTable(_client, _table.Name), TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        await _table!.DisposeAsync();
        _client!.Dispose();
    }

    [Fact]
    public async Task A_session_is_opened_renewed_and_deleted()
    {
        var session = new SessionRecord
        {
            Id = "s1",
            Owner = "alice",
            ProtocolVersion = "2025-11-25",
            CreatedAt = DateTimeOffset.UtcNow,
            ExpiresAt = InAnHour,
        };

        await _lossy!.Sessions.CreateAsync(session, Cancel);
        Assert.True(await _lossy.Sessions.TryUpdateAsync(session, Cancel));
        Assert.Equal(2, (await _reliable!.Sessions.FindAsync("s1", Cancel))!.Version);
        Assert.True(await _lossy.Sessions.DeleteAsync("s1", "alice", Cancel));

        Assert.Null(await _reliable.Sessions.FindAsync("s1", Cancel));
        Assert.Equal(3, _network.Lost);
        Assert.False(await _lossy.Sessions.DeleteAsync("s1", "alice", Cancel));
    }

    [Fact]
    public async Task What_instances_share_is_written_once()
    {
        await _lossy!.Mailbox.OpenAsync("s1", "r1", InAnHour, Cancel);

        Assert.True(await _lossy.Mailbox.TryAnswerAsync("s1", "r1", "{}"u8.ToArray(), Cancel));
        Assert.True(await _lossy.Nonces.TryUseAsync("n1", InAnHour, Cancel));
        Assert.True(await _lossy.EventLog.TryAppendAsync("s1", "t1", new StreamEvent(0, new byte[1_000_000], true), InAnHour, Cancel));

        Assert.False(await _lossy.Mailbox.TryAnswerAsync("s1", "r1", "{}"u8.ToArray(), Cancel));
        Assert.False(await _lossy.Nonces.TryUseAsync("n1", InAnHour, Cancel));
        Assert.False(await _lossy.EventLog.TryAppendAsync("s1", "t1", new StreamEvent(0, new byte[10], true), InAnHour, Cancel));
        Assert.Equal(1_000_000, Assert.Single(await _reliable!.EventLog.ReadAsync("s1", "t1", 0, Cancel)).Data.Length);
    }

    [Fact]
    public async Task State_is_made_and_changed_once()
    {
        var first = await _lossy!.State.TryAddAsync("s1", new Dictionary<string, string> { ["count"] = "1" }, InAnHour, Cancel);
        var second = await _lossy.State.TryReplaceAsync("s1", first!, new Dictionary<string, string> { ["count"] = "2" }, Cancel);
        await _lossy.State.ExtendAsync("s1", InAnHour.AddHours(1), Cancel);

        var found = await _reliable!.State.FindAsync("s1", Cancel);
        Assert.Equal(("2", second!.Version), (found!.Values["count"], found.Version));
        Assert.True(found.ExpiresAt > InAnHour);
        Assert.Equal(3, _network.Lost);
    }

    [Fact]
    public async Task A_task_is_made_taken_on_and_changed()
    {
        var store = new DynamoDbTaskStore(() => _client!, _table!.Name, TimeProvider.System);
        var now = DateTimeOffset.UtcNow;
        var task = new TaskRecord
        {
            Id = "t1",
            Owner = "alice",
            Request = "{}"u8.ToArray(),
            CreatedAt = now,
            UpdatedAt = now,
            TimeToLive = TimeSpan.FromHours(1),
            PollInterval = TimeSpan.FromSeconds(1),
        };

        await store.CreateAsync(task, Cancel);
        Assert.True(await store.TryClaimAsync(task, new TaskRun(1, "one", InAnHour, null, now), Cancel));
        Assert.True(await store.TryUpdateAsync(task with { StatusMessage = "changed" }, Cancel));

        await Assert.ThrowsAsync<InvalidOperationException>(() => store.CreateAsync(task, Cancel));
        Assert.False(await store.TryClaimAsync(task, new TaskRun(1, "two", InAnHour, null, now), Cancel));
        Assert.False(await store.TryUpdateAsync(task, Cancel));
        var found = await store.FindAsync("t1", Cancel);
        Assert.Equal((2, "one", "changed"), (found!.Version, found.Run!.Holder, found.StatusMessage));
    }

    [Fact]
    public async Task A_registration_is_made_and_replaced()
    {
        await using var table = await TestTable.CreateAsync(tables.Client(), "id");
        var store = new DynamoDbRegistrationStore(() => _client!, table.Name, NullLogger.Instance);
        var registration = new Registration
        {
            Id = "tool-echo",
            Type = RegistrationType.Tool,
            Name = "echo",
            Description = "Echoes.",
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:echo",
        };

        Assert.Equal(RegistrationWrite.Done, await store.CreateAsync(registration, Cancel));
        Assert.Equal(RegistrationWrite.Done, await store.ReplaceAsync(registration, registration, Cancel));

        Assert.Equal(RegistrationWrite.Stale, await store.CreateAsync(registration, Cancel));
        Assert.Equal(RegistrationWrite.Stale, await store.ReplaceAsync(registration, registration, Cancel));
        Assert.Equal(RegistrationWrite.Done, await store.DeleteAsync(registration with { Version = 2 }, Cancel));
    }

    [Fact]
    public async Task A_registration_is_made_replaced_and_removed_with_what_it_claims()
    {
        await using var table = await TestTable.CreateAsync(tables.Client(), "id");
        var store = new DynamoDbRegistrationStore(() => _client!, table.Name, NullLogger.Instance);
        var registration = new Registration
        {
            Id = "resource-echo",
            Type = RegistrationType.Resource,
            Name = "echo",
            Description = "",
            LambdaArn = "arn:aws:lambda:eu-west-1:123456789012:function:echo",
            Uri = "echo://one",
        };

        Assert.Equal(RegistrationWrite.Done, await store.CreateAsync(registration, Cancel));
        Assert.Equal(RegistrationWrite.Done, await store.ReplaceAsync(registration, registration with { Uri = "echo://two" }, Cancel));
        Assert.Equal(RegistrationWrite.Stale, await store.CreateAsync(registration, Cancel));
        Assert.Equal(RegistrationWrite.Done, await store.DeleteAsync(registration with { Uri = "echo://two", Version = 2 }, Cancel));

        Assert.Equal(RegistrationWrite.Done, await store.CreateAsync(registration with { Id = "resource-other", Name = "other", Uri = "echo://two" }, Cancel));
    }
}
