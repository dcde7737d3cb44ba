namespace LambdaMcp.Auth.Jwt;

/// <summary>An issuer's keys cannot be had, so nobody can tell whether its tokens are good.</summary>
internal sealed class IssuerUnavailableException(string message, Exception? cause = null) : Exception(message, cause);
