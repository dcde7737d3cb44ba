namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>What one look into the table found.</summary>
/// <param name="Token">The token of that id; null when there is none that can be used.</param>
/// <param name="Fault">Then why, in a word for audit logs.</param>
internal sealed record TokenReading(StoredToken? Token, string? Fault = null);
