using System.Collections.Immutable;
using LambdaMcp.Tools.Generator.Diagnostics;
using LambdaMcp.Tools.Generator.Models;

namespace LambdaMcp.Tools.Generator.Emission;

/// <summary>Methods that clients could not tell apart.</summary>
internal static class Duplicates
{
    /// <summary>The models, the first of each name only, in an order that does not depend on that of files.</summary>
    public static ImmutableArray<MethodModel> Without(ImmutableArray<FoundMethod> found) =>
        [.. Ordered(found).Select(one => one.Model!).GroupBy(model => (model.Kind, model.Key)).Select(same => same.First())];

    /// <summary>What is to be said of the others.</summary>
    public static IEnumerable<Finding> Of(ImmutableArray<FoundMethod> found) =>
        Ordered(found).GroupBy(one => (one.Model!.Kind, one.Model.Key)).SelectMany(same => same.Skip(1))
            .Select(one => new Finding(Rules.SameName.Id, one.Place, new([Word(one.Model!.Kind), one.Model.Source, one.Model.Key])));

    private static IEnumerable<FoundMethod> Ordered(ImmutableArray<FoundMethod> found) =>
        found.Where(one => one.Model is not null).OrderBy(one => one.Model!.Kind, StringComparer.Ordinal).ThenBy(one => one.Model!.Key, StringComparer.Ordinal)
            .ThenBy(one => one.Place?.Path, StringComparer.Ordinal).ThenBy(one => one.Place?.Span.Start);

    private static string Word(string kind) => kind switch
    {
        "Tool" => "tool",
        "Prompt" => "prompt",
        "Resource" => "resource",
        _ => "resource template",
    };
}
