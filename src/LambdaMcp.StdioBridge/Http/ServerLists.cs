using LambdaMcp.Protocol.Changes;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>What the stdio server lists.</summary>
internal sealed class ServerLists(ServerRequests server, TimeProvider time) : IDisposable
{
    public ServerList Tools { get; } = new(server, time, "tools", "tools/list", "tools", "name");

    public ServerList Prompts { get; } = new(server, time, "prompts", "prompts/list", "prompts", "name");

    public ServerList Resources { get; } = new(server, time, "resources", "resources/list", "resources", "uri");

    public ServerList Templates { get; } = new(server, time, "resources", "resources/templates/list", "resourceTemplates", "uriTemplate");

    /// <summary>Marks of all of them.</summary>
    public async ValueTask<ListVersions> VersionsAsync(CancellationToken cancellationToken) => new(
        (await Tools.ReadAsync(cancellationToken)).Mark,
        (await Prompts.ReadAsync(cancellationToken)).Mark,
        (await Resources.ReadAsync(cancellationToken)).Mark + (await Templates.ReadAsync(cancellationToken)).Mark);

    public void Dispose()
    {
        Tools.Dispose();
        Prompts.Dispose();
        Resources.Dispose();
        Templates.Dispose();
    }
}
