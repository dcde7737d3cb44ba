using Packaging.Fixture;

namespace Packaging;

/// <summary>What <c>dotnet new lambda-mcp</c> makes.</summary>
public sealed class TemplateTests(CreatedProject project)
{
    [Fact]
    public void A_project_has_what_it_needs_to_be_run_and_deployed_and_no_trace_of_the_template()
    {
        var files = Directory.EnumerateFiles(project.Folder, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(project.Folder, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("bin/", StringComparison.Ordinal) && !file.StartsWith("obj/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToList();

        Assert.Equal(
            [".gitignore", "Makefile", "My Tools.Server-1.csproj", "MyTools.cs", "Program.cs", "Properties/launchSettings.json", "README.md",
                "events/api-gateway-rest.json", "events/authorizer-request.json", "samconfig.toml", "template.yaml"],
            files);
        foreach (var file in files)
        {
            var text = File.ReadAllText(Path.Combine(project.Folder, file));
            Assert.All((string[])["MyServer", "ServerNamespace", "server-stack-name", "PACKED-VERSION"], mark => Assert.DoesNotContain(mark, text, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void The_stack_runs_one_program_in_each_role()
    {
        var template = File.ReadAllLines(Path.Combine(project.Folder, "template.yaml"));
        var original = File.ReadAllLines(Repository.Path("template.yaml"));

        Assert.Equal(Count(original, "CodeUri:"), Count(template, "CodeUri: ."));
        Assert.Equal(Count(original, "Type: AWS::"), Count(template, "Type: AWS::"));
        Assert.Equal(1, Count(template, "MCP_ROLE: authorizer"));
        Assert.Equal(2, Count(template, "MCP_ROLE: tasks"));
        Assert.Equal(1, Count(template, "MCP_ROLE: registration"));
        Assert.Equal($"# The stack of Lambda MCP Serverless {project.Version}, with this program in each of its roles.", template[0]);
    }

    [Theory]
    [InlineData("Plain", "namespace Plain;", "\"plain\"")]
    [InlineData("7 of-9", "namespace _7_of_9;", "\"mcp-7-of-9\"")]
    [InlineData("Acme.Orders", "namespace Acme.Orders;", "\"acme-orders\"")]
    [InlineData("Größe (neu)", "namespace Größe__neu_;", "\"gr-e-neu\"")]
    public async Task Any_name_makes_a_namespace_and_a_stack(string name, string space, string stack)
    {
        await project.NewAsync("lambda-mcp", "--name", name, "--framework", "net9.0");

        Assert.Contains(space, await ReadAsync(name, "MyTools.cs"), StringComparison.Ordinal);
        Assert.Contains($"stack_name = {stack}", await ReadAsync(name, "samconfig.toml"), StringComparison.Ordinal);
        Assert.Contains($"<PackageReference Include=\"LambdaMcp\" Version=\"{project.Version}\" />", await ReadAsync(name, $"{name}.csproj"), StringComparison.Ordinal);
        Assert.Contains("<TargetFramework>net9.0</TargetFramework>", await ReadAsync(name, $"{name}.csproj"), StringComparison.Ordinal);
    }

    private Task<string> ReadAsync(string name, string file) => File.ReadAllTextAsync(project.Beside(name, file), TestContext.Current.CancellationToken);

    private static int Count(string[] lines, string text) => lines.Count(line => line.Trim().StartsWith(text, StringComparison.Ordinal));
}
