namespace LambdaMcp.Auth.Access;

/// <summary>How a request's right to enter was judged.</summary>
public enum AccessOutcome
{
    /// <summary>The caller is known and may enter.</summary>
    Granted,

    /// <summary>The request carries no bearer token.</summary>
    MissingToken,

    /// <summary>The token is malformed or nobody's.</summary>
    InvalidToken,

    /// <summary>The caller is known, but the token lacks the scope.</summary>
    InsufficientScope,
}
