namespace LambdaMcp.Local.Lambda;

/// <summary>What the <c>Metadata</c> of a function or layer says of how its content is made.</summary>
internal sealed record DeclaredBuild
{
    /// <summary>True for <c>BuildMethod: makefile</c>.</summary>
    public bool ByMakefile { get; init; }

    /// <summary>The absolute folder that make runs in; null for (a copy of) the source folder.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>The absolute folder that make's result is kept in.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>What it is made for, such as <c>arm64</c>; null where the template does not say.</summary>
    public string? Architecture { get; init; }
}
