namespace Amazon.Lambda.Core;

/// <summary>The Amazon Cognito identity that called the function.</summary>
public interface ICognitoIdentity
{
    /// <summary>The identity's id; null where the caller has none.</summary>
    string? IdentityId { get; }

    /// <summary>The id of its identity pool; null where the caller has none.</summary>
    string? IdentityPoolId { get; }
}
