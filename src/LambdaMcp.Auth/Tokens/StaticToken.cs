namespace LambdaMcp.Auth.Tokens;

/// <summary>One known token.</summary>
/// <param name="Principal">Whom it stands for.</param>
/// <param name="Hash">What is kept of the token; the token itself is not.</param>
internal sealed record StaticToken(Principal Principal, TokenHash Hash);
