using System.Collections.Concurrent;

namespace LambdaMcp.Local.Tracing;

/// <summary>
/// Which hop a function's call belongs to. As on Lambda, every environment has a session token of its own, which SDKs send with each call
/// they sign; and an environment serves one invocation at a time. So the token says which hop called, whatever SDK, language or thread it was,
/// and the function need not hand any id on.
/// </summary>
internal sealed class Callers
{
    private const string TokenHeader = "X-Amz-Security-Token";

    private readonly ConcurrentDictionary<string, Hop> _current = new(StringComparer.Ordinal);

    /// <summary>From now on an environment's calls belong to a hop.</summary>
    public void Enter(string sessionToken, Hop hop) => _current[sessionToken] = hop;

    /// <summary>From now on they belong to none.</summary>
    public void Leave(string sessionToken) => _current.TryRemove(sessionToken, out _);

    /// <summary>The hop that makes this call; null when no function does.</summary>
    public Hop? Of(HttpRequest request) =>
        request.Headers[TokenHeader] is [{ } token] ? _current.GetValueOrDefault(token) : null;
}
