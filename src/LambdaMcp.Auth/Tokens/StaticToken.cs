namespace LambdaMcp.Auth.Tokens;

/// <summary>One known token.</summary>
/// <param name="Principal">Whom it stands for.</param>
/// <param name="Hash">The token's SHA-256; the token itself is not kept.</param>
internal sealed record StaticToken(Principal Principal, byte[] Hash);
