namespace LambdaMcp.Local.Signing;

/// <summary>What a check of a request's signature found.</summary>
internal enum SigV4Outcome
{
    Ok,

    /// <summary>The request is not signed at all.</summary>
    Missing,

    /// <summary>The signature lacks a part, or a part cannot be read.</summary>
    IncompleteSignature,

    /// <summary>Signed with an access key that nobody has.</summary>
    UnknownAccessKey,

    /// <summary>Signed for another region, service or day.</summary>
    WrongScope,

    /// <summary>The time of the signature is too far back.</summary>
    Expired,

    /// <summary>The time of the signature is too far ahead.</summary>
    NotYetValid,

    /// <summary>Signed with another secret, or changed on the way.</summary>
    SignatureMismatch,
}
