using System.Text;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Access;

/// <summary>
/// What a refused caller is told: the same status, challenge and body, byte for byte, as API Gateway's gateway responses give (they stand in
/// <c>template.yaml</c>). The body has the shape of a JSON-RPC error, because clients take any other body for the sign of an older kind of server.
/// </summary>
/// <param name="StatusCode">The HTTP status.</param>
/// <param name="Message">What the caller can do about it, without characters that JSON escapes.</param>
public sealed record Refusal(int StatusCode, string Message)
{
    /// <summary>Nothing is served at the path: what API Gateway answers for a route that it does not have, and for an unsigned request to one that wants a signature.</summary>
    public static readonly Refusal UnknownPath = new(
        StatusCodes.Status403Forbidden, "Nothing answers here: the MCP endpoint is at /mcp. Requests to /register and /iam/mcp need an AWS signature.");

    /// <summary>A path that this deployment does not serve, though others do.</summary>
    public static readonly Refusal SwitchedOff = new(StatusCodes.Status404NotFound, "This deployment does not serve this path: the MCP endpoint is at /mcp.");

    // A preflight that no rule of cross-origin access answered. It carries no token, so asking for one would only mislead.
    internal static readonly Refusal Preflight = new(
        StatusCodes.Status405MethodNotAllowed, "OPTIONS is answered for browsers of origins that the administrator allows (MCP_ALLOWED_ORIGINS).");

    // What is needed to judge the token cannot be had. API Gateway answers a failure of its authorizer with the same status.
    internal static readonly Refusal Unjudged = new(
        StatusCodes.Status500InternalServerError, "The token could not be judged: try again, or see the log of the server.");

    /// <summary>The <c>error</c> of the challenge (RFC 6750, section 3.1); null where it has none.</summary>
    public string? Error { get; private init; }

    /// <summary>Whether a token would help, so that the answer carries a challenge.</summary>
    public bool Challenges { get; private init; }

    /// <summary>The refusal for an outcome.</summary>
    /// <param name="outcome">Any outcome but <see cref="AccessOutcome.Granted"/>.</param>
    /// <param name="requiredScope">The scope that the refused request needs.</param>
    /// <exception cref="ArgumentOutOfRangeException">The outcome is no refusal.</exception>
    public static Refusal For(AccessOutcome outcome, string requiredScope = Principal.McpScope) => outcome switch
    {
        // The two read the same, without error="invalid_token": API Gateway has one answer for both, and cannot tell them apart.
        AccessOutcome.MissingToken or AccessOutcome.InvalidToken => new(
            StatusCodes.Status401Unauthorized, "Unauthorized: send a valid token as Authorization: Bearer TOKEN.")
        { Challenges = true },
        AccessOutcome.InsufficientScope => new(
            StatusCodes.Status403Forbidden, $"Forbidden: the caller does not have the right to do that. A token needs the scope {requiredScope}.")
        {
            Challenges = true,
            Error = "insufficient_scope",
        },
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "Not a refusal."),
    };

    /// <summary>The response's body: a JSON-RPC error without an id, its code the HTTP status.</summary>
    public string Body => $$$"""{"jsonrpc":"2.0","id":null,"error":{"code":{{{StatusCode}}},"message":"{{{Message}}}"}}""";

    /// <summary>The value of <c>WWW-Authenticate</c> (RFC 6750, section 3; RFC 9728, section 5.1).</summary>
    /// <param name="scope">What the client should ask for: the scope that the refused request needs, as the issuer calls it.</param>
    /// <param name="metadata">Where the protected resource's metadata is; null leaves the parameter out.</param>
    public string Challenge(string scope = Principal.McpScope, Uri? metadata = null)
    {
        var what = $"scope=\"{scope}\"";
        var where = metadata is null ? null : $"resource_metadata=\"{metadata.AbsoluteUri}\"";
        return (Error, where) switch
        {
            (null, null) => $"Bearer {what}",
            (null, _) => $"Bearer {where}, {what}",
            (_, null) => $"Bearer error=\"{Error}\", {what}",
            _ => $"Bearer error=\"{Error}\", {what}, {where}",
        };
    }

    /// <summary>Answers a request so, without a challenge.</summary>
    public Task WriteAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var response = context.Response;
        response.StatusCode = StatusCode;
        response.ContentType = "application/json";
        // A refusal says nothing that is a secret, and a page must be able to read how to get a token. A gateway response can name every
        // origin, or none: it does not know which ones are allowed.
        response.Headers.AccessControlAllowOrigin = "*";
        response.Headers.Remove("Vary");
        response.Headers.Remove("Access-Control-Expose-Headers");
        if (Challenges)
            response.Headers.AccessControlExposeHeaders = "WWW-Authenticate";
        var body = Encoding.UTF8.GetBytes(Body);
        response.ContentLength = body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    internal Task WriteAsync(HttpContext context, string scope, Uri? metadata)
    {
        if (Challenges)
            context.Response.Headers.WWWAuthenticate = Challenge(scope, metadata);
        return WriteAsync(context);
    }
}
