using LambdaMcp.Tools.Generator.Tests.Compiling;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaMcp.Tools.Generator.Tests;

/// <summary>Descriptions out of XML documentation.</summary>
public sealed class DescriptionTests
{
    private const string Source = """
        [McpServerToolType]
        public static class Tools
        {
            // Not this.
            /// <summary>
            ///   Finds <see cref="Tools.Find(string)"/>, <paramref name="what"/> or <see langword="null"/>,
            ///   see <see href="https://example.com">there</see> &amp; <c>x &lt; y</c>.
            ///   <para>Then:</para>
            ///   <list type="bullet"><item><term>a</term><description>one</description></item><item>two</item></list>
            /// </summary>
            /// <param name="what">What
            /// to find.</param>
            /// <returns>What was found.</returns>
            [McpServerTool]
            public static string Find(string what) => what;

            /** <summary>In a
             * block.</summary> */
            [McpServerTool] public static void Block() { }

            /// <summary>Not well & formed.
            [McpServerTool] public static void Broken() { }

            /// <summary>From the comment.</summary>
            [McpServerTool, Description("From the attribute.")] public static void Both() { }
        }
        """;

    [Theory]
    [InlineData(DocumentationMode.None)]
    [InlineData(DocumentationMode.Parse)]
    [InlineData(DocumentationMode.Diagnose)]
    public void Comments_are_read_whether_or_not_the_compiler_reads_them(DocumentationMode mode)
    {
        var compilation = SampleProject.Compilation(Source);
        compilation = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(
            compilation.SyntaxTrees.Select(tree => CSharpSyntaxTree.ParseText(tree.ToString(), SampleProject.ParseOptions.WithDocumentationMode(mode), tree.FilePath, cancellationToken: TestContext.Current.CancellationToken)));
        var generated = SampleProject.Driver().RunGenerators(compilation, TestContext.Current.CancellationToken).GetRunResult().GeneratedTrees[^1].ToString();

        Assert.Contains(Escaped("""
            "description":"Finds Find, what or null, see there & x < y.\nThen:\n- a: one\n- two\nReturns: What was found.","inputSchema":{"type":"object","properties":{"what":{"type":"string","description":"What to find."}}
            """), generated, StringComparison.Ordinal);
        Assert.Contains(Escaped("\"name\":\"block\",\"description\":\"In a block.\""), generated, StringComparison.Ordinal);
        Assert.Contains(Escaped("\"name\":\"broken\",\"inputSchema\""), generated, StringComparison.Ordinal);
        Assert.Contains(Escaped("\"description\":\"From the attribute.\""), generated, StringComparison.Ordinal);
    }

    private static string Escaped(string json) => SymbolDisplay.FormatLiteral(json, quote: true)[1..^1];
}
