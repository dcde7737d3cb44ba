namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>A package of npm or PyPI.</summary>
/// <param name="Name">Its name, with the scope; without extras.</param>
/// <param name="Extras">Python's extras with their brackets; empty for none.</param>
/// <param name="Version">The one version that is meant; null for whatever is newest on the day.</param>
internal sealed record RegistryPackage(string Name, string Extras, string? Version)
{
    /// <summary>As pip takes it.</summary>
    public string Requirement => Version is null ? Name + Extras : $"{Name}{Extras}=={Version}";

    /// <summary>As npm takes it.</summary>
    public string Spec => $"{Name}@{Version ?? "latest"}";
}
