using EndToEnd.SelfHosted;

namespace EndToEnd.OAuth;

/// <summary>The endpoint outside Lambda, which says that it has the URL of the deployment.</summary>
public sealed class EndpointBeside(OAuthDeployment stack) : IAsyncLifetime
{
    private EndpointProcess? _process;

    public string Url => _process!.Url;

    public async ValueTask InitializeAsync() => _process = await OAuthEndpoint.StartAsync(stack, publicUrl: stack.Ready.McpUrl);

    public ValueTask DisposeAsync() => _process?.DisposeAsync() ?? default;
}
