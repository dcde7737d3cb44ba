namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>A document of an issuer's.</summary>
/// <param name="Json">Its text, in UTF-8.</param>
/// <param name="Lifetime">How long the issuer lets it be kept, within this server's bounds.</param>
internal sealed record FetchedDocument(ReadOnlyMemory<byte> Json, TimeSpan Lifetime);
