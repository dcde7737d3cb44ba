namespace LambdaMcp.Protocol.Changes;

/// <summary>What a listening client wants to be told.</summary>
/// <param name="Tools">That the list of tools changed.</param>
/// <param name="Prompts">That the list of prompts changed.</param>
/// <param name="Resources">That the list of resources changed.</param>
/// <param name="Uris">Which resources' updates.</param>
internal sealed record ChangeFilter(bool Tools, bool Prompts, bool Resources, IReadOnlyList<string> Uris)
{
    /// <summary>Whether it wants any list.</summary>
    public bool Lists => Tools || Prompts || Resources;

    /// <summary>Whether it wants anything.</summary>
    public bool IsAny => Lists || Uris.Count > 0;
}
