namespace LambdaMcp.Gateway.Discovery.Tags;

/// <summary>The tags of the account's and region's functions.</summary>
public interface ITagDirectory
{
    /// <summary>The functions that have tags, page after page, each with all its tags, in no particular order.</summary>
    /// <param name="key">Only those with this tag; null for all.</param>
    /// <param name="value">Only those with this value of it; null for any.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    IAsyncEnumerable<FunctionTags> ListAsync(string? key, string? value, CancellationToken cancellationToken);
}
