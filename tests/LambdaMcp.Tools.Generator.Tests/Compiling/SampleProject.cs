using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LambdaMcp.Tools.Generator.Tests.Compiling;

/// <summary>Runs the generator over source text.</summary>
internal static class SampleProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using System.Text.Json;
        global using System.Text.Json.Nodes;
        global using System.Text.Json.Serialization;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using LambdaMcp.Tools;
        global using Microsoft.Extensions.DependencyInjection;
        global using ModelContextProtocol.Protocol;
        global using ModelContextProtocol.Server;
        """;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(path => !Path.GetFileName(path).StartsWith("LambdaMcp.Tools.Generator", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>A project of the sources, as the SDK compiles one: nullable, warnings as errors, without a documentation file.</summary>
    public static CSharpCompilation Compilation(params string[] sources) => CSharpCompilation.Create(
        "Generated" + Guid.NewGuid().ToString("N"),
        sources.Prepend(Usings).Select((text, at) => CSharpSyntaxTree.ParseText(text, ParseOptions, $"/src/File{at}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error));

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp12, DocumentationMode.None);

    public static GeneratorDriver Driver(params ISourceGenerator[] more) => CSharpGeneratorDriver.Create(
        [new McpMethodGenerator().AsSourceGenerator(), .. more],
        parseOptions: ParseOptions,
        driverOptions: new(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    public static CSharpCompilation Odd(string source) => CSharpCompilation.Create(
        "Odd" + Guid.NewGuid().ToString("N"),
        new[] { Usings, "global using System.Linq;", source }.Select((text, at) => CSharpSyntaxTree.ParseText(text, OddParse, $"/src/File{at}.cs")),
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    private static readonly CSharpParseOptions OddParse = new(LanguageVersion.Preview, DocumentationMode.None);

    public static GeneratorDriver OddDriver() => CSharpGeneratorDriver.Create([new McpMethodGenerator().AsSourceGenerator()], parseOptions: OddParse);

    /// <summary>What the generator says of the sources.</summary>
    public static ImmutableArray<Diagnostic> Diagnostics(params string[] sources) => Driver().RunGenerators(Compilation(sources)).GetRunResult().Diagnostics;

    /// <summary>The generated file.</summary>
    public static string Source(params string[] sources) =>
        Driver().RunGenerators(Compilation(sources)).GetRunResult().GeneratedTrees.Single(tree => tree.FilePath.EndsWith("McpMethods.g.cs", StringComparison.Ordinal)).ToString();

    /// <summary>The compiled and loaded sources, with what was generated.</summary>
    public static Assembly Load(params string[] sources)
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compilation(sources), out var compilation, out var said);
        var errors = said.Where(one => one.DefaultSeverity == DiagnosticSeverity.Error).ToList();
        Assert.True(errors.Count == 0, string.Join("\n", errors));
        using var image = new MemoryStream();
        var emitted = compilation.Emit(image);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error)));
        return Assembly.Load(image.ToArray());
    }
}
