using LambdaMcp.Tools.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>That typing elsewhere generates nothing anew.</summary>
public sealed class IncrementalTests
{
    private const string Tools = """
        [McpServerToolType]
        public static class Tools
        {
            /// <summary>Adds.</summary>
            [McpServerTool] public static Sum Add(int a, Sum b) => b;
        }
        public record Sum(int A, List<Sum> More);
        """;

    [Fact]
    public void An_edit_in_another_file_changes_nothing() => Assert.All(After(Tools, "class Other { int A() => 2; }"), IsUnchanged);

    [Fact]
    public void A_line_above_the_method_changes_nothing() => Assert.All(After("// A comment.\n" + Tools, "class Other;"), IsUnchanged);

    [Fact]
    public void A_new_parameter_changes_what_is_generated() =>
        Assert.Contains(IncrementalStepRunReason.Modified, After(Tools.Replace("int a", "int a, int c", StringComparison.Ordinal), "class Other;"));

    [Fact]
    public void The_same_sources_generate_the_same_code() => Assert.Equal(SampleProject.Source(Tools, "class A;"), SampleProject.Source("class A;", Tools));

    private static void IsUnchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, reason.ToString());

    private static List<IncrementalStepRunReason> After(string tools, string other)
    {
        var compilation = SampleProject.Compilation(Tools, "class Other;");
        var driver = SampleProject.Driver().RunGenerators(compilation);
        var trees = compilation.SyntaxTrees.ToList();
        var edited = compilation
            .ReplaceSyntaxTree(trees[1], CSharpSyntaxTree.ParseText(tools, SampleProject.ParseOptions, trees[1].FilePath))
            .ReplaceSyntaxTree(trees[2], CSharpSyntaxTree.ParseText(other, SampleProject.ParseOptions, trees[2].FilePath));
        var steps = driver.RunGenerators(edited).GetRunResult().Results.Single().TrackedSteps[McpMethodGenerator.SourceStep];
        return [.. steps.SelectMany(step => step.Outputs).Select(output => output.Reason)];
    }
}
