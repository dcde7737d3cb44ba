using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Protocol.Tests;

/// <summary>A store whose every operation fails, or times out, and which counts how often it is asked.</summary>
internal sealed class BrokenStore(Exception failure) : ISessionStore
{
    public int Asked { get; private set; }

    public Task CreateAsync(SessionRecord session, CancellationToken cancellationToken) => Task.FromException(Fail());

    public Task<SessionRecord?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromException<SessionRecord?>(Fail());

    public Task<bool> TryUpdateAsync(SessionRecord session, CancellationToken cancellationToken) => Task.FromException<bool>(Fail());

    public Task<bool> DeleteAsync(string id, string owner, CancellationToken cancellationToken) => Task.FromException<bool>(Fail());

    private Exception Fail()
    {
        Asked++;
        return failure;
    }
}
