using Packaging.Fixture;

[assembly: AssemblyFixture(typeof(CreatedProject))]

namespace Packaging.Fixture;

/// <summary>
/// A project as a user makes it from the packages of this checkout: packed, its template installed, created under a name that no identifier can have,
/// and built with warnings as errors. Packages that the checkout was restored with are not fetched again.
/// </summary>
public sealed class CreatedProject : IAsyncLifetime
{
    public const string Name = "My Tools.Server-1";

    private readonly string _folder = Directory.CreateTempSubdirectory("lambda-mcp-packaging-").FullName;

    /// <summary>The framework whose native code is tried too; null for none.</summary>
    public static string? NativeFramework { get; } = Environment.GetEnvironmentVariable("LAMBDA_MCP_NATIVE") is { Length: > 0 } name ? name : null;

    // No version that a machine's own folder of packages could have.
    public string Version { get; } = $"0.0.1-test.{Environment.ProcessId}";

    public string Packages => Path.Combine(_folder, "packages");

    public string Folder => Path.Combine(_folder, Name);

    public string Program => Path.Combine(Folder, "bin", "Debug", "net10.0", "bootstrap");

    public async ValueTask InitializeAsync()
    {
        await PackAsync("LambdaMcp");
        await PackAsync("Templates", "LambdaMcp.Templates");
        await File.WriteAllTextAsync(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Packages}" /></packageSources>
              <fallbackPackageFolders><add key="restored" value="{RestoredPackages}" /></fallbackPackageFolders>
            </configuration>
            """);
        await NewAsync("install", Path.Combine(Packages, $"LambdaMcp.Templates.{Version}.nupkg"));
        await NewAsync("lambda-mcp", "--name", Name);
        await RunAsync(Folder, "build", "-warnaserror");
    }

    /// <summary>Runs <c>dotnet new</c> beside the project.</summary>
    public Task<string> NewAsync(params string[] arguments) => RunAsync(_folder, ["new", .. arguments, "--debug:custom-hive", Path.Combine(_folder, "hive")]);

    /// <summary>Runs <c>dotnet</c> as the project's user.</summary>
    /// <param name="folder">Where; relative to the folder around the project.</param>
    /// <param name="arguments">The command.</param>
    public Task<string> RunAsync(string folder, params string[] arguments) =>
        DotNet.RunAsync(DotNet.Describe("dotnet", Path.Combine(_folder, folder), Path.Combine(_folder, "restored"), arguments));

    /// <summary>A path beside the project.</summary>
    public string Beside(params string[] parts) => Path.Combine([_folder, .. parts]);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return default;
    }

    private static string RestoredPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    // What the build of the tests left; a second framework is built here.
    private Task<string> PackAsync(params string[] project)
    {
        string[] build = NativeFramework is null ? ["--no-build", "-p:PackageFrameworks=net10.0"] : [];
        return DotNet.RunAsync(DotNet.Describe("dotnet", Repository.Root, RestoredPackages,
            ["pack", Repository.Path(["src", .. project]), "--configuration", Repository.Configuration, "--output", Packages, $"-p:PackageVersion={Version}", .. build]));
    }
}
