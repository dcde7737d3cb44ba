namespace LambdaMcp.Local.Building;

/// <summary>How the functions' projects are built.</summary>
internal sealed record BuildOptions
{
    /// <summary><c>Debug</c> or <c>Release</c>.</summary>
    public required string Configuration { get; init; }

    /// <summary>The target framework, such as <c>net9.0</c>; null for the projects' own.</summary>
    public string? Framework { get; init; }

    /// <summary>Publish native code, and run that.</summary>
    public bool Native { get; init; }

    /// <summary>Run what an earlier build left.</summary>
    public bool NoBuild { get; init; }

    public static BuildOptions From(LocalOptions options) => new()
    {
        Configuration = options.Configuration,
        Framework = options.Framework,
        Native = options.Native,
        NoBuild = options.NoBuild,
    };
}
