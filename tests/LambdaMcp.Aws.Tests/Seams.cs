using LambdaMcp.Aws.Changes;
using LambdaMcp.Aws.Limits;
using LambdaMcp.Aws.Mailboxes;
using LambdaMcp.Aws.Sealing;
using LambdaMcp.Aws.Sessions;
using LambdaMcp.Aws.Slots;
using LambdaMcp.Aws.State;
using LambdaMcp.Aws.Streams;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Aws.Tests.Tables;
using LambdaMcp.Protocol.Changes;
using LambdaMcp.Protocol.Limits;
using LambdaMcp.Protocol.Mailboxes;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.State;
using LambdaMcp.Protocol.Streams;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Aws.Tests;

/// <summary>What instances share: in memory, or in one table.</summary>
internal sealed class Seams
{
    /// <summary>In memory.</summary>
    public Seams(TimeProvider time)
    {
        Sessions = new InMemorySessionStore(time);
        State = new InMemoryStateStore(time);
        Mailbox = new InMemoryMailbox(time);
        EventLog = new InMemoryEventLog(time);
        Nonces = new InMemoryNonceStore(time);
        ResourceUpdates = new InMemoryResourceUpdates(time);
        Slots = new InMemorySlotStore(time);
        Rates = new InMemoryRateStore(time);
    }

    /// <summary>In a table.</summary>
    public Seams(TestTable table, TimeProvider time)
    {
        var items = new ExpiringItems(() => table.Client, table.Name, time);
        Sessions = new DynamoDbSessionStore(() => table.Client, table.Name, time);
        State = new DynamoDbStateStore(items);
        Mailbox = new DynamoDbMailbox(items);
        EventLog = new DynamoDbEventLog(items);
        Nonces = new DynamoDbNonceStore(items);
        ResourceUpdates = new DynamoDbResourceUpdates(items);
        Slots = new DynamoDbSlotStore(items, NullLogger.Instance);
        Rates = new DynamoDbRateStore(items);
    }

    public ISessionStore Sessions { get; }

    public IStateStore State { get; }

    public IMailbox Mailbox { get; }

    public IEventLog EventLog { get; }

    public INonceStore Nonces { get; }

    public IResourceUpdates ResourceUpdates { get; }

    public ISlotStore Slots { get; }

    public IRateStore Rates { get; }
}
