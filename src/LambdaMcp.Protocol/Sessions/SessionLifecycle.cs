using System.Text.Json;
using LambdaMcp.Protocol.Http;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>
/// Opens, continues and ends sessions over whatever store they live in. The state that tools keep in a session never outlives it, so that a
/// session that comes to life again has none.
/// </summary>
internal sealed class SessionLifecycle(ISessionStore store, SessionIds ids, McpEndpointOptions options, TimeProvider time, IStateStore? states = null)
{
    private const int MostRaces = 5;
    private const int LongestId = 256;

    public async Task<SessionRecord> OpenAsync(
        string owner, string? set, string version, JsonElement? clientInfo, JsonElement? capabilities, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new SessionRecord
        {
            Id = await ids.MintAsync(owner, set, version, capabilities, now, cancellationToken),
            Owner = owner,
            ProtocolVersion = version,
            ClientInfo = clientInfo,
            ClientCapabilities = capabilities,
            CreatedAt = now,
            ExpiresAt = now + options.SessionLifetime,
        };
        await store.CreateAsync(session, cancellationToken);
        return session;
    }

    /// <summary>The session, its end moved forward. Someone else's session is treated as none (MCP security best practices, "Session Hijacking").</summary>
    /// <param name="id">The session's id.</param>
    /// <param name="owner">Who sends it.</param>
    /// <param name="set">The subset of the catalog that it is sent to: a session is good for the one that it was opened at.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone.</param>
    /// <exception cref="RequestRejectedException">The owner has no such session there.</exception>
    public async Task<SessionRecord> ContinueAsync(string id, string owner, string? set, CancellationToken cancellationToken)
    {
        RefuseImpossible(id, set);
        for (var race = 0; race < MostRaces; race++)
        {
            var session = await store.FindAsync(id, cancellationToken) ?? await ReviveAsync(id, owner, cancellationToken);
            if (session is null || session.Owner != owner)
                throw new RequestRejectedException(RequestRejection.SessionNotFound);
            if (!IsDueForRenewal(session))
                return session;

            var renewed = session with { ExpiresAt = time.GetUtcNow() + options.SessionLifetime };
            if (!await store.TryUpdateAsync(renewed, cancellationToken))
                continue;
            if (states is not null)
                await states.ExtendAsync(id, renewed.ExpiresAt, cancellationToken);
            return renewed with { Version = session.Version + 1 };
        }

        throw new InvalidOperationException($"The session changed {MostRaces} times while it was being renewed.");
    }

    /// <summary>The session as it is now, without using it; null when it has ended.</summary>
    public Task<SessionRecord?> SeeAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    /// <exception cref="RequestRejectedException">The owner has no such session there.</exception>
    public async Task EndAsync(string id, string owner, string? set, CancellationToken cancellationToken)
    {
        RefuseImpossible(id, set);
        if (await store.DeleteAsync(id, owner, cancellationToken))
        {
            if (states is not null)
                await states.DeleteAsync(id, cancellationToken);
            return;
        }

        // One that ran out may have been removed already; it could be revived, so it must be known as deleted.
        if (await ReviveAsync(id, owner, cancellationToken) is null || !await store.DeleteAsync(id, owner, cancellationToken))
            throw new RequestRejectedException(RequestRejection.SessionNotFound);
    }

    /// <summary>Changes the session's record, however many others change it too.</summary>
    public async Task<SessionRecord> ChangeAsync(SessionRecord session, Func<SessionRecord, SessionRecord> change, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var changed = change(session);
            if (await store.TryUpdateAsync(changed, cancellationToken))
                return changed with { Version = session.Version + 1 };
            session = await store.FindAsync(session.Id, cancellationToken)
                ?? throw new RequestRejectedException(RequestRejection.SessionNotFound);
        }

        throw new InvalidOperationException($"The session changed {MostRaces} times while it was being changed.");
    }

    // Popular clients never open a new session when theirs is gone, so one that merely ran out is opened again under its id.
    private async Task<SessionRecord?> ReviveAsync(string id, string owner, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (await ids.ReadAsync(id, owner, cancellationToken) is not { } origin || origin.CreatedAt + options.SessionRevivalPeriod <= now)
            return null;
        var session = new SessionRecord
        {
            Id = id,
            Owner = owner,
            ProtocolVersion = origin.ProtocolVersion,
            ClientCapabilities = origin.ClientCapabilities,
            CreatedAt = origin.CreatedAt,
            ExpiresAt = now + options.SessionLifetime,
        };
        try
        {
            await store.CreateAsync(session, cancellationToken);
            return session;
        }
        catch (InvalidOperationException)
        {
            // Deleted; or another request has just revived it.
            return await store.FindAsync(id, cancellationToken);
        }
    }

    // No need to ask the store for what was never minted, and DynamoDB fails on keys over 2,048 bytes.
    private static void RefuseImpossible(string id, string? set)
    {
        if (id.Length > LongestId || id.AsSpan().IndexOfAnyExceptInRange('!', '~') >= 0 || SessionIds.SetOf(id) != set)
            throw new RequestRejectedException(RequestRejection.SessionNotFound);
    }

    // Renewing costs a write, so it waits until a tenth of the lifetime is used up.
    private bool IsDueForRenewal(SessionRecord session) => session.ExpiresAt - time.GetUtcNow() < options.SessionLifetime * 0.9;
}
