namespace LambdaMcp.Auth.Tests.Jwt.Corpus;

/// <summary>The tokens of the corpus that must be taken.</summary>
internal static class GoodTokens
{
    public static IReadOnlyList<string> Names { get; } =
    [
        "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "made in one go", "no kid", "no typ", "typ in capitals",
        "typ with application/", "another name for the audience", "audience of a set", "audience of a set and of all",
        "no audience, but a known client", "client without subject", "fraction of a second", "just expired", "just early", "scope as list", "scp as list", "scp as text",
        "escapes in names", "foreign jwk beside the true kid", "unknown claims",
    ];
}
