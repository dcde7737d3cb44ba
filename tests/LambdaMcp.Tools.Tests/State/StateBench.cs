using System.Text.Json;
using System.Text.Json.Serialization;
using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.State;
using LambdaMcp.Tools.State;

namespace LambdaMcp.Tools.Tests.State;

/// <summary>State in memory, as calls of one server after the other see it.</summary>
internal sealed class StateBench
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly SessionStates _states;

    public StateBench(ISealingKeys? keys = null, params JsonSerializerContext[] types)
    {
        Sessions = new(Time);
        Store = new(new InMemoryStateStore(Time));
        _states = new(Store, Sessions, new(keys ?? new EphemeralSealingKeys()), new(types.Select(static one => new StateJsonTypes(one))), Lifetime, Time);
    }

    public ManualTime Time { get; } = new();

    public InMemorySessionStore Sessions { get; }

    public WatchedStateStore Store { get; }

    /// <summary>The state of a new call in a session, which is opened first where there is none.</summary>
    public async Task<SessionState> InSessionAsync(string id = "s1", string? arguments = null)
    {
        if (await Sessions.FindAsync(id, default) is null)
        {
            await Sessions.CreateAsync(
                new() { Id = id, Owner = "alice", ProtocolVersion = "2025-11-25", CreatedAt = Time.GetUtcNow(), ExpiresAt = Time.GetUtcNow() + Lifetime }, default);
        }

        return Of(id, "alice", arguments);
    }

    /// <summary>The state of a new call without a session.</summary>
    public SessionState WithHandle(string? handle, string owner = "alice") =>
        Of(null, owner, handle is null ? null : JsonSerializer.Serialize(new Dictionary<string, string> { [SessionState.HandleArgument] = handle }));

    public SessionState Of(string? session, string owner, string? arguments) =>
        _states.For(owner, session, arguments is null ? default : JsonElement.Parse(arguments), null, CancellationToken.None);

    /// <summary>The state of a call without a session that ends with <paramref name="over"/>.</summary>
    public SessionState Until(CancellationToken over) => _states.For("alice", null, default, null, over);
}
