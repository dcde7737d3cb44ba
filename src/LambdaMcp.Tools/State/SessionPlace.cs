using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.State;

/// <summary>The state of a session. It must not outlive the session, so whoever writes first looks when that ends.</summary>
internal sealed class SessionPlace(IStateStore store, ISessionStore sessions, string sessionId) : StatePlace(store)
{
    public override string Id => sessionId;

    public override async ValueTask<StateRecord?> FindAsync(CancellationToken cancellationToken) => await Store.FindAsync(sessionId, cancellationToken);

    protected override async ValueTask<StateRecord?> TryAddAsync(Dictionary<string, string> values, CancellationToken cancellationToken)
    {
        var session = await sessions.FindAsync(sessionId, cancellationToken)
            ?? throw new SessionStateException("The session has ended, and its state with it.");
        return await Store.TryAddAsync(sessionId, values, session.ExpiresAt, cancellationToken);
    }
}
