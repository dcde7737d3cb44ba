namespace LambdaMcp.Cli.Servers.Packages;

/// <summary>A program, or an archive with it, that is downloaded.</summary>
/// <param name="Url">Where it is.</param>
/// <param name="Sha256">The digest of what must come, in small hexadecimal digits.</param>
/// <param name="Architecture">Whom it is for: <c>x86_64</c> or <c>arm64</c>; null for both.</param>
internal sealed record BinaryPackage(Uri Url, string Sha256, string? Architecture)
{
    /// <summary>The last part of the URL's path.</summary>
    public string FileName => Url.Segments[^1];

    /// <summary>What unpacks it, into the current folder; null for a program as it is.</summary>
    public string? Unpacking => FileName switch
    {
        var name when name.EndsWith(".tar.gz", StringComparison.Ordinal) || name.EndsWith(".tgz", StringComparison.Ordinal) => "tar -xzf",
        var name when name.EndsWith(".tar.xz", StringComparison.Ordinal) => "tar -xJf",
        var name when name.EndsWith(".zip", StringComparison.Ordinal) => "unzip -qo",
        _ => null,
    };
}
