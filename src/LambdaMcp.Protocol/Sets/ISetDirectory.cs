namespace LambdaMcp.Protocol.Sets;

/// <summary>The named subsets of what is served, each with a URL of its own.</summary>
public interface ISetDirectory
{
    /// <summary>Whether there is a set of this name: up to 64 characters of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="scopes">What the caller may do: a set that asks for more is, to the caller, none.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone.</param>
    ValueTask<bool> ExistsAsync(string name, IReadOnlySet<string> scopes, CancellationToken cancellationToken);
}
