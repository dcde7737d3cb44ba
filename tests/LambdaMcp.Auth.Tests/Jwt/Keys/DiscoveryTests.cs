using System.Net;
using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Jwt.Issuers;

namespace LambdaMcp.Auth.Tests.Jwt.Keys;

public sealed class DiscoveryTests : IDisposable
{
    private readonly SigningKey _key = new("first");
    private readonly PublishingIssuer _issuer;

    public DiscoveryTests() => _issuer = new(_key);

    public void Dispose() => _issuer.Dispose();

    [Theory]
    [InlineData("https://a.example", "https://a.example/.well-known/openid-configuration", "https://a.example/.well-known/oauth-authorization-server")]
    [InlineData("https://a.example/", "https://a.example/.well-known/openid-configuration", "https://a.example/.well-known/oauth-authorization-server")]
    [InlineData(
        "https://a.example:8443/b/c/", "https://a.example:8443/b/c/.well-known/openid-configuration", "https://a.example:8443/.well-known/oauth-authorization-server/b/c",
        "https://a.example:8443/.well-known/openid-configuration/b/c", "https://a.example:8443/b/c/.well-known/oauth-authorization-server")]
    public void Metadata_are_looked_for_in_all_well_known_places(string issuer, params string[] places) =>
        Assert.Equal(places, IssuerMetadata.PlacesOf(issuer).Select(place => place.AbsoluteUri));

    [Theory]
    [InlineData("https://login.example.com/.well-known/oauth-authorization-server/tenant")]
    [InlineData("https://login.example.com/.well-known/openid-configuration/tenant")]
    [InlineData("https://login.example.com/tenant/.well-known/oauth-authorization-server")]
    public async Task Metadata_are_taken_from_where_they_are(string place)
    {
        _issuer.Documents.Remove(PublishingIssuer.MetadataUrl, out var metadata);
        _issuer.Documents[place] = metadata!;

        Assert.NotNull((await _issuer.FindAsync(_issuer.Token(_key))).Principal);
    }

    [Theory]
    [InlineData("""{"issuer":"https://login.example.com/tenant/","jwks_uri":"KEYS"}""", "name another issuer")]
    [InlineData("""{"issuer":"https://LOGIN.example.com/tenant","jwks_uri":"KEYS"}""", "name another issuer")]
    [InlineData("""{"jwks_uri":"KEYS"}""", "name another issuer")]
    [InlineData("""{"issuer":"ISSUER","issuer":"ISSUER","jwks_uri":"KEYS"}""", "no JSON object")]
    [InlineData("""["ISSUER"]""", "no JSON object")]
    [InlineData("<html>", "no JSON object")]
    [InlineData("""{"issuer":"ISSUER"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":7}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"/keys"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"http://login.example.com/tenant/keys"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"http://127.0.0.1/latest/meta-data"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"http://169.254.170.2/v2/credentials"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"file:///etc/passwd"}""", "no \"jwks_uri\"")]
    [InlineData("""{"issuer":"ISSUER","jwks_uri":"https://user:word@login.example.com/keys"}""", "no \"jwks_uri\"")]
    public async Task Metadata_that_cannot_be_trusted_lead_nowhere(string metadata, string reason)
    {
        _issuer.Documents[PublishingIssuer.MetadataUrl] =
            metadata.Replace("ISSUER", PublishingIssuer.Name, StringComparison.Ordinal).Replace("KEYS", PublishingIssuer.KeysUrl, StringComparison.Ordinal);

        await AssertUnavailableAsync(reason);
        Assert.All(_issuer.Requests, request => Assert.Contains("/.well-known/", request, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("""{}""", "no list of keys")]
    [InlineData("""{"keys":{}}""", "no list of keys")]
    [InlineData("""{"keys":[],"keys":[]}""", "no JSON object")]
    [InlineData("keys", "no JSON object")]
    public async Task A_broken_key_set_is_no_key_set(string keys, string reason)
    {
        _issuer.Documents[PublishingIssuer.KeysUrl] = keys;

        await AssertUnavailableAsync(reason);
    }

    [Fact]
    public async Task A_key_set_has_its_limits()
    {
        _issuer.Publish([.. Enumerable.Repeat(_key, 101)]);
        await AssertUnavailableAsync("more than 100 keys");

        _issuer.Clock.Advance(TimeSpan.FromSeconds(5));
        _issuer.Documents[PublishingIssuer.KeysUrl] = $$"""{"more":"{{new string('x', 256 * 1024)}}","keys":[]}""";
        await AssertUnavailableAsync("larger than 256 KB");
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _issuer.Failure = () => new(HttpStatusCode.Found) { Headers = { Location = new("http://169.254.169.254/latest/meta-data") } };

        await AssertUnavailableAsync("no metadata");
        Assert.DoesNotContain(_issuer.Requests, request => request.Contains("169.254", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_redirect_is_not_followed_on_the_network_either()
    {
        await using var server = await IssuerServer.StartAsync();
        server.Redirect = server.Url + "/elsewhere";
        var judge = new JwtTokens(TokenIssuers.Read(server.Url), PublishingIssuer.Resource, _issuer.Clock, _issuer.Log);
        var claims = $$"""{"iss":"{{server.Url}}","sub":"a","aud":"{{PublishingIssuer.Resource}}","exp":2000000000}""";

        await Assert.ThrowsAsync<IssuerUnavailableException>(
            () => judge.FindAsync(_key.Sign("""{"alg":"ES256"}""", claims), TestContext.Current.CancellationToken).AsTask());

        Assert.Equal(["/.well-known/openid-configuration", "/.well-known/oauth-authorization-server"], server.Requests);
    }

    [Fact]
    public async Task An_issuer_speaks_for_itself_alone()
    {
        const string Other = "https://other.example.com";
        var others = new SigningKey("first");
        _issuer.Documents[Other + "/.well-known/openid-configuration"] = $$"""{"issuer":"{{Other}}","jwks_uri":"{{Other}}/keys"}""";
        _issuer.Documents[Other + "/keys"] = $$"""{"keys":[{{others.Published}}]}""";
        var judge = _issuer.NewJudge($"{PublishingIssuer.Name} {Other}");

        Assert.NotNull((await judge.FindAsync(_issuer.Token(_key), TestContext.Current.CancellationToken)).Principal);
        Assert.Equal(TokenFaults.BadSignature, (await judge.FindAsync(_issuer.Token(others), TestContext.Current.CancellationToken)).Fault);
        Assert.DoesNotContain(_issuer.Requests, request => request.StartsWith(Other, StringComparison.Ordinal));
    }

    private async Task AssertUnavailableAsync(string reason)
    {
        var error = await Assert.ThrowsAsync<IssuerUnavailableException>(() => _issuer.FindAsync(_issuer.Token(_key)).AsTask());
        Assert.Contains(reason, error.InnerException!.Message, StringComparison.Ordinal);
    }
}
