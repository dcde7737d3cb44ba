using System.Runtime.InteropServices;
using LambdaMcp.Local.Building;
using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Building;

public sealed class MakefileBuildTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("makefile-tests-");
    private readonly List<string> _reported = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Functions_and_layers_run_what_their_makefiles_left_in_the_artifacts_folder()
    {
        Require.Program("make");
        Write("servers/Makefile", "build-%:\n\tcp settings.txt $(ARTIFACTS_DIR)/\n\techo $@ > made.txt\n\tcp made.txt $(ARTIFACTS_DIR)/\n");
        Write("servers/settings.txt", "set");
        Write("bridge/Makefile", "build-Bridge:\n\tmkdir $(ARTIFACTS_DIR)/bin\n\ttouch $(ARTIFACTS_DIR)/bootstrap\n");

        var functions = await BuildAsync("""
            Resources:
              Bridge:
                Type: AWS::Serverless::LayerVersion
                Metadata: { BuildMethod: makefile }
                Properties: { ContentUri: bridge }
              One:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile }
                Properties: { CodeUri: servers, Runtime: python3.13, Handler: x, Layers: [!Ref Bridge] }
              Two:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile }
                Properties: { CodeUri: servers, Runtime: nodejs22.x, Handler: x, Layers: [!Ref Bridge] }
            """);

        Assert.Equal([At(".aws-sam/local/template/One"), At(".aws-sam/local/template/Two")], functions.Select(function => function.CodeDirectory));
        Assert.Equal(["build-One", "build-Two"], functions.Select(function => File.ReadAllText(Path.Combine(function.CodeDirectory, "made.txt")).Trim()));
        Assert.True(File.Exists(Path.Combine(functions[0].CodeDirectory, "settings.txt")));
        Assert.All(functions, function => Assert.True(File.Exists(Path.Combine(Assert.Single(function.Layers).ContentDirectory, "bootstrap"))));
        // The source stays as it is: it was built in a copy.
        Assert.False(File.Exists(At("servers/made.txt")));
        Assert.Equal("Running make for One, Two, Bridge ...", Assert.Single(_reported));
    }

    [Fact]
    public async Task What_a_former_build_left_is_run_without_a_build_and_what_is_missing_is_made()
    {
        Require.Program("make");
        Write("code/Makefile", "build-F:\n\tcp input.txt $(ARTIFACTS_DIR)/\n");
        const string Template = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile, WorkingDirectory: code }
                Properties: { CodeUri: code, Runtime: python3.13, Handler: x }
            """;
        Write("code/input.txt", "1");

        var first = await BuildAsync(Template, noBuild: true);
        Write("code/input.txt", "2");
        var second = await BuildAsync(Template, noBuild: true);
        var unchanged = await File.ReadAllTextAsync(Path.Combine(second[0].CodeDirectory, "input.txt"), Cancellation);
        var third = await BuildAsync(Template);

        Assert.Equal(first[0].CodeDirectory, second[0].CodeDirectory);
        Assert.Equal("1", unchanged);
        Assert.Equal("2", await File.ReadAllTextAsync(Path.Combine(third[0].CodeDirectory, "input.txt"), Cancellation));
    }

    [Fact]
    public async Task A_working_directory_outside_the_source_is_where_make_runs()
    {
        Require.Program("make");
        Write("code/Makefile", "build-F:\n\tcp shared.txt code/own.txt $(ARTIFACTS_DIR)/\n");
        Write("code/own.txt", "own");
        Write("shared.txt", "shared");

        var functions = await BuildAsync("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile, WorkingDirectory: . }
                Properties: { CodeUri: code, Runtime: python3.13, Handler: x }
            """);

        Assert.True(File.Exists(Path.Combine(functions[0].CodeDirectory, "shared.txt")));
    }

    [Fact]
    public async Task A_failure_is_shown_with_what_make_wrote_and_leaves_nothing_to_run_without_a_build()
    {
        Require.Program("make");
        Write("code/Makefile", "build-F:\n\techo half > $(ARTIFACTS_DIR)/half; echo no network here >&2; exit 3\n");
        const string Template = """
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile }
                Properties: { CodeUri: code, Runtime: python3.13, Handler: x }
            """;

        var failure = await Assert.ThrowsAsync<StartupException>(() => BuildAsync(Template));

        Assert.Contains($"make build-F failed ({At("code/Makefile")})", failure.Message, StringComparison.Ordinal);
        Assert.Contains("no network here", failure.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StartupException>(() => BuildAsync(Template, noBuild: true));
    }

    [Fact]
    public async Task A_folder_without_a_makefile_is_named()
    {
        Directory.CreateDirectory(At("code"));

        var failure = await Assert.ThrowsAsync<StartupException>(() => BuildAsync("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Metadata: { BuildMethod: makefile }
                Properties: { CodeUri: code, Runtime: python3.13, Handler: x }
            """));

        Assert.Equal($"F is to be built by make, and there is no {At("code/Makefile")}", failure.Message);
    }

    [Fact]
    public async Task Code_for_another_processor_is_told_of_and_run()
    {
        var (here, other) = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? ("arm64", "x86_64") : ("x86_64", "arm64");
        Directory.CreateDirectory(At("code"));

        var functions = await BuildAsync($$"""
            Globals:
              Function: { CodeUri: code, Handler: x, Layers: [!Ref Tools] }
            Resources:
              Tools:
                Type: AWS::Serverless::LayerVersion
                Metadata: { BuildArchitecture: {{other}} }
                Properties: { ContentUri: code }
              Same: { Type: AWS::Serverless::Function, Properties: { Runtime: provided.al2023, Architectures: [{{here}}] } }
              Foreign: { Type: AWS::Serverless::Function, Properties: { Runtime: provided.al2023, Architectures: [{{other}}] } }
              Script: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Architectures: [{{other}}] } }
            """);

        Assert.Equal(3, functions.Count);
        Assert.Equal($"Declared for {other}, and run as it is here, on {here}: Foreign, Tools", Assert.Single(_reported));
    }

    private async Task<IReadOnlyList<LambdaMcp.Local.Lambda.FunctionDefinition>> BuildAsync(string template, bool noBuild = false)
    {
        var stack = StackReader.Read(At("template.yaml"), template, new StackIdentity("test"), new Dictionary<string, string>());
        var build = new FunctionBuild(new BuildOptions { Configuration = "Debug", NoBuild = noBuild }, _reported.Add);
        return await build.RunAsync(stack.Functions, Cancellation);
    }

    private string At(string path) => Path.Combine(_folder.FullName, path);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(At(path))!);
        File.WriteAllText(At(path), text);
    }
}
