using LambdaMcp.Gateway.Search;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>What the catalog offers, and how old what the catalog knows may be.</summary>
public sealed class CatalogOptions
{
    /// <summary>How long an instance may serve registrations it has read before it reads them again.</summary>
    public TimeSpan RegistrationsMaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long an instance may serve the list of functions it has read before it reads it again.</summary>
    public TimeSpan FunctionsMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long an instance may serve what an aggregated function said it has before it asks again.</summary>
    public TimeSpan TargetsMaxAge { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long what an aggregated function said is served when it cannot be asked again.</summary>
    public TimeSpan TargetsKept { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Whether clients can search for tools, with the tool <c>search_tools</c>.</summary>
    public SearchMode Search { get; init; }

    /// <summary>Whether clients can call several tools at once, with the tool <c>invoke_many</c>.</summary>
    public bool InvokesMany { get; init; }
}
