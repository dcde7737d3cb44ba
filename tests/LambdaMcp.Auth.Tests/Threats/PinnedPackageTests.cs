using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LambdaMcp.Auth.Tests.Threats;

/// <summary>What is built today is what is built tomorrow: no package comes in a version that nobody chose.</summary>
public sealed partial class PinnedPackageTests
{
    [Fact]
    public void Every_version_is_exact()
    {
        // Those of AWS have slices in the checkout in their place, unless a build asks for them.
        var versions = XDocument.Load(Repository.Path("Directory.Packages.props")).Descendants("PackageVersion")
            .Where(package => package.Parent!.Attribute("Condition") is null)
            .Select(package => (Id: package.Attribute("Include")!.Value, Version: package.Attribute("Version")!.Value)).ToArray();

        Assert.NotEmpty(versions);
        Assert.All(versions, package => Assert.Matches(Exact(), package.Version));
    }

    [Fact]
    public void No_project_chooses_a_version_of_its_own() => Assert.All(
        // A project that users get from the template has the version that it was packed with.
        Directory.EnumerateFiles(Repository.Path("src"), "*.csproj", SearchOption.AllDirectories)
            .Concat(Directory.EnumerateFiles(Repository.Path("tests"), "*.csproj", SearchOption.AllDirectories))
            .Where(file => !file.StartsWith(Repository.Path("src", "Templates", "LambdaMcp.Templates", "content"), StringComparison.Ordinal)),
        file => Assert.DoesNotContain(
            XDocument.Load(file).Descendants("PackageReference"), package => package.Attribute("Version") is not null || package.Attribute("VersionOverride") is not null));

    [Fact]
    public void What_tests_take_from_npm_is_exact_too()
    {
        using var package = JsonDocument.Parse(File.ReadAllText(Repository.Path("tests", "package.json")));

        Assert.All(package.RootElement.GetProperty("dependencies").EnumerateObject(), dependency => Assert.Matches(@"^\d+\.\d+\.\d+(-[0-9A-Za-z.]+)?$", dependency.Value.GetString()));
    }

    [GeneratedRegex(@"^\[\d+(\.\d+){1,3}(-[0-9A-Za-z.]+)?\]$")]
    private static partial Regex Exact();
}
