using System.Net;
using System.Text;
using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Jwt.Issuers;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Jwt.Keys;

/// <summary>An issuer without a network: what it publishes, how it fails, and what it was asked for.</summary>
internal sealed class PublishingIssuer : HttpMessageHandler
{
    public const string Name = "https://login.example.com/tenant";
    public const string MetadataUrl = Name + "/.well-known/openid-configuration";
    public const string KeysUrl = Name + "/keys";

    public static readonly Uri Resource = new("https://mcp.example.com/mcp");


    public PublishingIssuer(params IReadOnlyList<SigningKey> keys)
    {
        Judge = NewJudge();
        Documents[MetadataUrl] = $$"""{"issuer":"{{Name}}","jwks_uri":"{{KeysUrl}}"}""";
        Publish(keys);
    }

    public ManualTime Clock { get; } = new();

    public LogLines Log { get; } = new();

    public JwtTokens Judge { get; }

    public Dictionary<string, string> Documents { get; } = [];

    public List<string> Requests { get; } = [];

    public string? CacheControl { get; set; }

    /// <summary>What is answered in the place of every document.</summary>
    public Func<HttpResponseMessage>? Failure { get; set; }

    /// <summary>Until when answers wait.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;


    public JwtTokens NewJudge(string setting = Name, bool renewsBehindRequests = true, Uri? resource = null) =>
        new(TokenIssuers.Read(setting), resource ?? Resource, Clock, Log, renewsBehindRequests, new IssuerDocuments(this));

    public void Publish(params IReadOnlyList<SigningKey> keys) => Documents[KeysUrl] = $$"""{"keys":[{{string.Join(',', keys.Select(key => key.Published))}}]}""";

    public string Token(SigningKey key, string more = "", string? kid = null, string? audience = null, string scope = "\"mcp\"") => key.Sign(
        $$"""{"alg":"ES256","kid":"{{kid ?? key.Id}}"}""",
        $$"""{"iss":"{{Name}}","sub":"alice","aud":"{{audience ?? Resource.AbsoluteUri}}","exp":{{Clock.Now.AddMinutes(5).ToUnixTimeSeconds()}},"scope":{{scope}}{{more}}}""");

    public ValueTask<TokenFinding> FindAsync(string token, CancellationToken? cancellation = null) =>
        Judge.FindAsync(token, cancellation ?? TestContext.Current.CancellationToken);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        lock (Requests)
            Requests.Add(request.RequestUri!.AbsoluteUri);
        await Gate.WaitAsync(cancellationToken);
        if (Failure is not null)
            return Failure();
        if (!Documents.TryGetValue(request.RequestUri!.AbsoluteUri, out var document))
            return new(HttpStatusCode.NotFound);
        var response = new HttpResponseMessage { Content = new StringContent(document, Encoding.UTF8, "application/json") };
        if (CacheControl is not null)
            response.Headers.Add("Cache-Control", CacheControl);
        return response;
    }
}
