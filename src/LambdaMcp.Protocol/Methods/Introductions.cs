namespace LambdaMcp.Protocol.Methods;

/// <summary>Says what the server is: what the endpoint's options say, or what a server behind it says of itself.</summary>
/// <param name="options">What the endpoint says of itself; what is set there counts for a server behind it too.</param>
/// <param name="capabilities">What the endpoint can do.</param>
/// <param name="behind">The server behind it; null where there is none.</param>
internal sealed class Introductions(McpEndpointOptions options, ServerCapabilities capabilities, IServerProfile? behind)
{
    private readonly Introduction _own = new(new(options.ServerName, options.ServerVersion), options.Instructions, capabilities);
    private Tuple<ServerProfile, Introduction>? _last;

    /// <summary>Its name and version, so far as they are known.</summary>
    public ServerIdentity Server => behind?.Known is { } profile ? Of(profile).Server : _own.Server;

    /// <summary>What it says of itself now.</summary>
    /// <exception cref="ModelContextProtocol.McpProtocolException">The server behind cannot be asked.</exception>
    public async ValueTask<Introduction> ReadAsync(CancellationToken cancellationToken) =>
        behind is null ? _own : Of(await behind.ReadAsync(cancellationToken));

    /// <summary>Whether it has the method.</summary>
    /// <exception cref="ModelContextProtocol.McpProtocolException">The server behind cannot be asked.</exception>
    public async ValueTask<bool> ServesAsync(string method, CancellationToken cancellationToken) =>
        behind is null || (await ReadAsync(cancellationToken)).Capabilities.Serves(method);

    private Introduction Of(ServerProfile profile)
    {
        if (_last is { } last && ReferenceEquals(last.Item1, profile))
            return last.Item2;
        var introduction = new Introduction(
            ServerIdentity.Of(profile.ServerInfo, options.IsNamed ? options.ServerName : null),
            options.Instructions ?? profile.Instructions,
            capabilities.Within(profile.Capabilities));
        _last = new(profile, introduction);
        return introduction;
    }
}
