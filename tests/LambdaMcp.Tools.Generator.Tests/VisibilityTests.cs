using LambdaMcp.Tools.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Who sees the generated method.</summary>
public sealed class VisibilityTests
{
    private const string Tools = """
        [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Friend")]
        [McpServerToolType] public static class Tools { [McpServerTool, Description("d")] public static void A() { } }
        """;

    [Fact]
    public void A_project_that_sees_the_internals_of_another_calls_its_own()
    {
        SampleProject.Driver().RunGeneratorsAndUpdateCompilation(SampleProject.Compilation(Tools), out var library, out _, TestContext.Current.CancellationToken);
        var friend = SampleProject.Compilation("public static class Program { public static void Add(IServiceCollection services) => services.AddMcpMethods(); }")
            .WithAssemblyName("Friend").AddReferences(library.ToMetadataReference());
        SampleProject.Driver().RunGeneratorsAndUpdateCompilation(friend, out var compiled, out _, TestContext.Current.CancellationToken);

        Assert.Empty(compiled.GetDiagnostics(TestContext.Current.CancellationToken).Where(one => one.Severity == DiagnosticSeverity.Error));
    }

    [Fact]
    public void Generated_code_has_no_warnings_though_the_methods_have() => Assert.NotNull(SampleProject.Load("""
        #pragma warning disable CS0618, CS0169
        [McpServerToolType] public static class Tools { [McpServerTool, Obsolete("Old.")] public static void A(string? @class, int @int = -1) { } }
        """));

    [Fact]
    public void A_project_without_the_library_gets_nothing()
    {
        var compilation = SampleProject.Compilation();
        compilation = compilation.RemoveAllSyntaxTrees().WithReferences(compilation.References.Where(one => one.Display?.Contains("LambdaMcp.Tools", StringComparison.Ordinal) != true));

        Assert.DoesNotContain(SampleProject.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees, tree => tree.FilePath.EndsWith("McpMethods.g.cs", StringComparison.Ordinal));
    }
}
