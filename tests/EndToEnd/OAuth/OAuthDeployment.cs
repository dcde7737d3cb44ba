using EndToEnd.Fixture;

namespace EndToEnd.OAuth;

/// <summary>
/// A deployment whose tokens come from an authorization server beside it, if there is Node to run one, and which takes tokens of its own
/// secret and AWS signatures too. Nobody tells it its URL: Local knows.
/// </summary>
public sealed class OAuthDeployment : LocalDeployment
{
    public const string Collection = "oauth";

    public const string Origin = "https://app.example.com";

    public const string Token = "a-token-with-the-right-scope";

    public const string ScopelessToken = "a-token-for-something-else";

    public const string Tokens = $$"""{"tokens":[{"name":"mallory","token":"{{ScopelessToken}}","scopes":["other"]},{"name":"bob","token":"{{Token}}"}]}""";

    private IssuerProcess? _issuer;

    /// <summary>The authorization server's URL.</summary>
    public string Issuer
    {
        get
        {
            Require.Program("node");
            Require.NodePackage("oidc-provider");
            return _issuer!.Url;
        }
    }

    /// <summary>The same, or nothing.</summary>
    public string IssuerOrNone => _issuer?.Url ?? "";

    protected override IEnumerable<string> Parameters =>
        [$"McpAuthToken={Tokens}", $"AllowedOrigins={Origin}", "IamClients=true", "ManagementTools=true", $"TokenIssuers={IssuerOrNone}"];

    public override async ValueTask InitializeAsync()
    {
        _issuer = await IssuerProcess.StartAsync();
        await base.InitializeAsync();
        if (_issuer is not null)
            await AwaitDocumentsAsync(_issuer.Url);
    }

    // Whoever judges tokens waits a few seconds for an issuer's documents, which takes as long the first time.
    private static async Task AwaitDocumentsAsync(string issuer)
    {
        using var http = new HttpClient();
        using var document = System.Text.Json.JsonDocument.Parse(
            await http.GetStringAsync($"{issuer.TrimEnd('/')}/.well-known/openid-configuration", TestContext.Current.CancellationToken));
        await http.GetStringAsync(document.RootElement.GetProperty("jwks_uri").GetString(), TestContext.Current.CancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (_issuer is not null)
            await _issuer.DisposeAsync();
    }
}
