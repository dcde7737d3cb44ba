using System.Security.Cryptography;
using System.Text.Json;
using LambdaMcp.Protocol.Http;

namespace LambdaMcp.Protocol.Sessions;

/// <summary>Opens, continues and ends sessions over whatever store they live in.</summary>
internal sealed class SessionLifecycle(ISessionStore store, McpEndpointOptions options, TimeProvider time)
{
    private const int MostRaces = 5;

    public async Task<SessionRecord> OpenAsync(string owner, string version, JsonElement? clientInfo, JsonElement? capabilities, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var session = new SessionRecord
        {
            Id = NewId(),
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
    /// <exception cref="RequestRejectedException">The owner has no such session.</exception>
    public async Task<SessionRecord> ContinueAsync(string id, string owner, CancellationToken cancellationToken)
    {
        for (var race = 0; race < MostRaces; race++)
        {
            var session = await store.FindAsync(id, cancellationToken);
            if (session is null || session.Owner != owner)
                throw new RequestRejectedException(RequestRejection.SessionNotFound);
            if (!IsDueForRenewal(session))
                return session;

            var renewed = session with { ExpiresAt = time.GetUtcNow() + options.SessionLifetime };
            if (await store.TryUpdateAsync(renewed, cancellationToken))
                return renewed with { Version = session.Version + 1 };
        }

        throw new InvalidOperationException($"The session changed {MostRaces} times while it was being renewed.");
    }

    /// <exception cref="RequestRejectedException">The owner has no such session.</exception>
    public async Task EndAsync(string id, string owner, CancellationToken cancellationToken)
    {
        if (!await store.DeleteAsync(id, owner, cancellationToken))
            throw new RequestRejectedException(RequestRejection.SessionNotFound);
    }

    // Renewing costs a write, so it waits until a tenth of the lifetime is used up.
    private bool IsDueForRenewal(SessionRecord session) => session.ExpiresAt - time.GetUtcNow() < options.SessionLifetime * 0.9;

    private static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
}
