using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Sets;

namespace LambdaMcp.Gateway.Sets;

/// <summary>The registered sets. One is found by one read of its key, and remembered while it may be.</summary>
internal sealed class SetDirectory(RegistrationSource registrations) : ISetDirectory
{
    private readonly RegisteredByName<CatalogSet>? _byName = registrations.ByName(RegistrationType.Set, CatalogSet.From);

    public async ValueTask<bool> ExistsAsync(string name, IReadOnlySet<string> scopes, CancellationToken cancellationToken) =>
        await FindAsync(name, scopes, cancellationToken) is not null;

    /// <summary>What the request may see of the catalog; null: all of it.</summary>
    public async ValueTask<CatalogSet?> OfAsync(McpRequest request, CancellationToken cancellationToken)
    {
        if (request.Set is not { } name)
            return null;
        // It may have been removed since the request came.
        return await FindAsync(name, request.Scopes, cancellationToken) ?? CatalogSet.Nothing;
    }

    // A set whose scopes the caller lacks is, to the caller, none.
    private async ValueTask<CatalogSet?> FindAsync(string name, IReadOnlySet<string> scopes, CancellationToken cancellationToken)
    {
        if (!ToolNames.IsValid(name) || _byName is null)
            return null;
        if (registrations.Current?.FindSet(name) is { } current && CallerRights.AreMet(current.Scopes, scopes))
            return current;
        var found = await _byName.FindAsync(name, registration => CallerRights.AreMet(registration.Scopes, scopes), cancellationToken);
        return found?.Value is { } set && CallerRights.AreMet(set.Scopes, scopes) ? set : null;
    }
}
