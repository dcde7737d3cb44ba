namespace LambdaMcp.Auth.Jwt.Keys;

/// <summary>The keys that an issuer published at one time.</summary>
/// <param name="Keys">Those that can check signatures here.</param>
internal sealed record KeySet(IReadOnlyList<VerificationKey> Keys)
{
    // A token that names no key costs so many checks at most.
    private const int MostTries = 4;

    /// <summary>The keys that can have signed the token.</summary>
    /// <param name="id">The key that the token names; null when it names none.</param>
    /// <param name="algorithm">The token's algorithm.</param>
    public IReadOnlyList<VerificationKey> Candidates(string? id, SignatureAlgorithm algorithm)
    {
        // Keys may be published without names, and tokens name them all the same.
        var named = id is not null && Names(id) ? id : null;
        List<VerificationKey>? found = null;
        foreach (var key in Keys)
        {
            if ((id is not null && key.Id != named) || !key.Fits(algorithm))
                continue;
            (found ??= []).Add(key);
            if (found.Count == MostTries)
                break;
        }

        return found ?? (IReadOnlyList<VerificationKey>)[];
    }

    /// <summary>Whether a key is published under the name, of whatever kind.</summary>
    public bool Names(string id)
    {
        foreach (var key in Keys)
        {
            if (key.Id == id)
                return true;
        }

        return false;
    }
}
