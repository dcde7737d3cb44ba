using LambdaMcp.Auth.Jwt.Keys;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Finds out where an issuer's keys are, and fetches them. Not for two at one time.</summary>
internal sealed class IssuerSource(string issuer, IssuerDocuments documents, TimeProvider clock)
{
    private Uri? _keySet;
    private DateTimeOffset _knownUntil;

    /// <summary>The keys, and how long they may be kept.</summary>
    /// <exception cref="IssuerUnavailableException">They cannot be had.</exception>
    /// <exception cref="HttpRequestException">The issuer cannot be reached.</exception>
    public async Task<(KeySet Keys, TimeSpan Lifetime)> FetchAsync(CancellationToken cancellationToken)
    {
        if (_keySet is null || clock.GetUtcNow() >= _knownUntil)
            await DiscoverAsync(cancellationToken);
        var place = _keySet!;
        // If this fails, the keys may have moved.
        _keySet = null;
        var document = await documents.GetAsync(place, cancellationToken) ?? throw new IssuerUnavailableException("There is nothing at its \"jwks_uri\".");
        var keys = KeySetReader.Read(document.Json);
        _keySet = place;
        return (keys, document.Lifetime);
    }

    private async Task DiscoverAsync(CancellationToken cancellationToken)
    {
        IssuerUnavailableException? fault = null;
        foreach (var place in IssuerMetadata.PlacesOf(issuer))
        {
            try
            {
                if (await documents.GetAsync(place, cancellationToken) is not { } document)
                    continue;
                (_keySet, _knownUntil) = (IssuerMetadata.KeySetOf(document, issuer), clock.GetUtcNow() + document.Lifetime);
                return;
            }
            catch (IssuerUnavailableException exception)
            {
                fault ??= exception;
            }
        }

        throw fault ?? new("It has no metadata at its well-known places.");
    }
}
