using System.Text.Json;
using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Tokens;

namespace LambdaMcp.Auth.Tests.Jwt.Corpus;

/// <summary>Tokens made by an independent library, and the issuers that they are said to be of.</summary>
public sealed class TokenCorpus : IAsyncDisposable
{
    private readonly Lazy<Task<IssuerServer>> _made;
    private readonly Dictionary<string, string> _tokens = [];
    private JwtTokens? _judge;

    public TokenCorpus() => _made = new(MakeAsync);

    internal static Uri Resource { get; } = new("https://mcp.example.com/prod/mcp");

    internal ManualTime Clock { get; } = new();

    internal LogLines Log { get; } = new();

    internal IReadOnlyDictionary<string, string> Tokens => _tokens;

    internal IssuerServer Issuers => _made.Value.Result;

    internal string Issuer => Issuers.Url + "/tenant";

    internal string OtherIssuer => Issuers.Url;

    /// <summary>The judge of all tests, which so fetches once.</summary>
    internal JwtTokens Judge => _judge ??= NewJudge();

    internal TokenVerifier Verifier => new(Judge, new SecretTokens(_ => ValueTask.FromResult(StaticTokens.Parse("some-secret-token-16"))));

    /// <summary>A test's rows; where the tokens cannot be made one row is enough to say so.</summary>
    internal static IEnumerable<T> Rows<T>(IEnumerable<T> rows) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("LAMBDA_MCP_NODE_MODULES")) ? rows.Take(1) : rows;

    /// <summary>Makes the tokens, if that can be done here.</summary>
    internal Task PrepareAsync()
    {
        Require.NodePackage("jose");
        return _made.Value;
    }

    internal JwtTokens NewJudge() => new(
        TokenIssuers.Read($$"""[{"issuer":"{{Issuer}}","audiences":["urn:mcp"]},{"issuer":"{{OtherIssuer}}","clientIds":["known-client"]}]"""), Resource, Clock, Log);

    public async ValueTask DisposeAsync()
    {
        if (_made.IsValueCreated)
            await Issuers.DisposeAsync();
    }

    private async Task<IssuerServer> MakeAsync()
    {
        var server = await IssuerServer.StartAsync();
        var (exitCode, output, errors) = await Script.NodeAsync(
            Repository.Path("tests", "LambdaMcp.Auth.Tests", "Jwt", "js", "tokens.mjs"),
            "jose",
            [server.Url + "/tenant", server.Url, Resource.AbsoluteUri, Clock.Now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        Assert.True(exitCode == 0, errors);
        using var made = JsonDocument.Parse(output);
        foreach (var token in made.RootElement.GetProperty("tokens").EnumerateObject())
            _tokens.Add(token.Name, token.Value.GetString()!);
        server.Publish("/tenant", made.RootElement.GetProperty("keys").GetRawText());
        server.Publish("", made.RootElement.GetProperty("otherKeys").GetRawText());
        return server;
    }
}
