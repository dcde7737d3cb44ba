namespace LambdaMcp.Local.ApiGateway;

/// <summary>What becomes of a function's response headers on their way through a REST API.</summary>
internal static class HeaderRemapping
{
    private const string Prefix = "x-amzn-Remapped-";

    /// <summary>The name that a header goes out under; null when it does not go out.</summary>
    public static string? Rename(string name) => name.ToUpperInvariant() switch
    {
        "AUTHORIZATION" or "CONNECTION" or "CONTENT-LENGTH" or "CONTENT-MD5" or "DATE" or "EXPECT" or "HOST" or "MAX-FORWARDS"
            or "SERVER" or "USER-AGENT" or "VIA" or "WARNING" or "WWW-AUTHENTICATE" or "X-AMZN-REQUESTID" => Prefix + name,
        "KEEP-ALIVE" or "PROXY-AUTHENTICATE" or "TE" or "TRAILER" or "TRANSFER-ENCODING" or "UPGRADE" => null,
        _ => name,
    };
}
