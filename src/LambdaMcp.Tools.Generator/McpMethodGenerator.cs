using System.Collections.Immutable;
using LambdaMcp.Tools.Generator.Emission;
using LambdaMcp.Tools.Generator.Methods;
using LambdaMcp.Tools.Generator.Models;
using Microsoft.CodeAnalysis;

namespace LambdaMcp.Tools.Generator;

/// <summary>Generates <c>AddMcpMethods()</c>, which serves the attributed methods of a project without reflection.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class McpMethodGenerator : IIncrementalGenerator
{
    internal const string MethodsStep = "Methods";
    internal const string SourceStep = "Source";

    /// <inheritdoc />
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        context.RegisterPostInitializationOutput(static output => output.AddEmbeddedAttributeDefinition());

        var tools = Found(context, MethodRole.Tool);
        var prompts = Found(context, MethodRole.Prompt);
        var resources = Found(context, MethodRole.Resource);
        var all = tools.Collect().Combine(prompts.Collect()).Combine(resources.Collect())
            .Select(static (parts, _) => parts.Left.Left.AddRange(parts.Left.Right).AddRange(parts.Right));

        // Places change with every line that is typed above a method; what is generated depends on the models alone.
        var models = all.Select(static (found, _) => new EquatableArray<MethodModel>(Duplicates.Without(found))).WithTrackingName(MethodsStep);
        var hasTools = context.CompilationProvider.Select(static (compilation, _) => compilation.GetTypeByMetadataName("LambdaMcp.Tools.McpMethodServices") is not null);
        var source = models.Combine(hasTools).WithTrackingName(SourceStep);
        context.RegisterSourceOutput(source, static (output, input) =>
        {
            if (input.Right)
                output.AddSource("LambdaMcp.McpMethods.g.cs", SourceText.Of(input.Left.Items));
        });
        context.RegisterSourceOutput(all, static (output, found) => Report(output, found));
    }

    private static IncrementalValuesProvider<FoundMethod> Found(IncrementalGeneratorInitializationContext context, MethodRole role) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            role.Attribute,
            static (_, _) => true,
            (found, _) => MethodReader.Read(role, (IMethodSymbol)found.TargetSymbol, found.Attributes[0]));

    private static void Report(SourceProductionContext output, ImmutableArray<FoundMethod> found)
    {
        foreach (var finding in found.SelectMany(one => one.Findings).Concat(Duplicates.Of(found)))
            output.ReportDiagnostic(finding.ToDiagnostic());
    }
}
