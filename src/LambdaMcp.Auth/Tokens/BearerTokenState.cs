namespace LambdaMcp.Auth.Tokens;

/// <summary>What an Authorization header says about a bearer token.</summary>
public enum BearerTokenState
{
    /// <summary>There is no header, or one of another scheme.</summary>
    Absent,

    /// <summary>The scheme is Bearer, but what follows is not exactly one token; or the header is repeated.</summary>
    Malformed,

    /// <summary>There is one well-formed token.</summary>
    Present,
}
