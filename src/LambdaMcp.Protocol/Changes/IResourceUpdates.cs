namespace LambdaMcp.Protocol.Changes;

/// <summary>Carries <c>notifications/resources/updated</c> from the instance that learns of an update to every open stream.</summary>
public interface IResourceUpdates
{
    /// <summary>Notes that a resource changed.</summary>
    Task NoteAsync(string uri, CancellationToken cancellationToken);

    /// <summary>A mark for each of the resources that ever changed; a new mark means a new change.</summary>
    Task<IReadOnlyDictionary<string, string>> ReadAsync(IReadOnlyCollection<string> uris, CancellationToken cancellationToken);
}
