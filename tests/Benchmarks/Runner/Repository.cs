using System.Reflection;

namespace Runner;

/// <summary>Where things are in the checkout that this program was built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>LambdaMcp.Local, as it was built with this program.</summary>
    public static string LocalProgram { get; } = Metadata("LocalProgram");

    public static string Path(params ReadOnlySpan<string> parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
