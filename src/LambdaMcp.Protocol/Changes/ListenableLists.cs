using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Protocol.Changes;

/// <summary>Of what this server can tell clients that it changed.</summary>
/// <param name="Tools">Of the list of tools.</param>
/// <param name="Prompts">Of the list of prompts.</param>
/// <param name="Resources">Of the list of resources.</param>
/// <param name="Updates">Of single resources.</param>
internal sealed record ListenableLists(bool Tools, bool Prompts, bool Resources, bool Updates)
{
    /// <summary>What a session's client wants to know: all lists, and what it subscribed to.</summary>
    public ChangeFilter Filter(SessionRecord session) => new(Tools, Prompts, Resources, Updates ? session.Subscriptions : []);
}
