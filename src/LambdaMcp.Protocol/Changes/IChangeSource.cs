namespace LambdaMcp.Protocol.Changes;

/// <summary>Tells open streams when the lists change.</summary>
public interface IChangeSource
{
    /// <summary>A mark of each list as the request may see it; equal marks mean equal lists. Cheap enough to be asked every second.</summary>
    ValueTask<ListVersions> ReadAsync(McpRequest request, CancellationToken cancellationToken);
}
