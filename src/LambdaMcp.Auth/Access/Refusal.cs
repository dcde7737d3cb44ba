using System.Text;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Access;

/// <summary>
/// What a refused caller is told: the same status, challenge and body that API Gateway's gateway responses give. The body has
/// the shape of a JSON-RPC error, because clients take any other body for the sign of an older kind of server.
/// </summary>
/// <param name="StatusCode">The HTTP status: 401 or 403.</param>
/// <param name="Error">The <c>error</c> of the challenge (RFC 6750, section 3.1); null when the request carried no token.</param>
/// <param name="Message">What the caller can do about it.</param>
public sealed record Refusal(int StatusCode, string? Error, string Message)
{
    private const string SendToken = "Unauthorized: send a valid token in the header 'Authorization: Bearer TOKEN'.";

    /// <summary>The refusal for an outcome.</summary>
    /// <param name="outcome">Any outcome but <see cref="AccessOutcome.Granted"/>.</param>
    /// <param name="requiredScope">The scope that the refused request needs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is no refusal.</exception>
    public static Refusal For(AccessOutcome outcome, string requiredScope = Principal.McpScope) => outcome switch
    {
        AccessOutcome.MissingToken => new(StatusCodes.Status401Unauthorized, null, SendToken),
        AccessOutcome.InvalidToken => new(StatusCodes.Status401Unauthorized, "invalid_token", SendToken),
        AccessOutcome.InsufficientScope => new(
            StatusCodes.Status403Forbidden, "insufficient_scope", $"Forbidden: the token does not carry the scope '{requiredScope}'."),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    /// <summary>The response's body: a JSON-RPC error without an id, its code the HTTP status.</summary>
    public string Body => $$$"""{"jsonrpc":"2.0","id":null,"error":{"code":{{{StatusCode}}},"message":"{{{Message}}}"}}""";

    /// <summary>The value of <c>WWW-Authenticate</c> (RFC 6750, section 3; RFC 9728, section 5.1).</summary>
    /// <param name="requiredScope">The scope that the refused request needs.</param>
    /// <param name="metadata">Where the protected resource's metadata is; null leaves the parameter out.</param>
    public string Challenge(string requiredScope = Principal.McpScope, Uri? metadata = null)
    {
        var challenge = new StringBuilder("Bearer ");
        if (Error is not null)
            challenge.Append("error=\"").Append(Error).Append("\", ");
        challenge.Append("scope=\"").Append(requiredScope).Append('"');
        if (metadata is not null)
            challenge.Append(", resource_metadata=\"").Append(metadata.AbsoluteUri).Append('"');
        return challenge.ToString();
    }

    internal Task WriteAsync(HttpContext context, string requiredScope, Uri? metadata)
    {
        var response = context.Response;
        response.StatusCode = StatusCode;
        response.Headers.WWWAuthenticate = Challenge(requiredScope, metadata);
        response.ContentType = "application/json";
        var body = Encoding.UTF8.GetBytes(Body);
        response.ContentLength = body.Length;
        return response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }
}
