namespace LambdaMcp.Protocol.Sets;

/// <summary>The named subsets of what is served, each with a URL of its own.</summary>
public interface ISetDirectory
{
    /// <summary>Whether there is a set of this name: up to 64 characters of <c>A-Z a-z 0-9 _ . -</c>.</summary>
    ValueTask<bool> ExistsAsync(string name, CancellationToken cancellationToken);
}
