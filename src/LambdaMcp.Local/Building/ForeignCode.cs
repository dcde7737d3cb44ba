using System.Runtime.InteropServices;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>Tells of code that is declared for another processor than this machine's.</summary>
internal static class ForeignCode
{
    /// <summary>A line for each other architecture; what MSBuild builds here, and what no build and no program is part of, is fit for any.</summary>
    /// <param name="functions">The functions that are not built by MSBuild.</param>
    /// <param name="layers">The layers that are not.</param>
    public static IEnumerable<string> Describe(IEnumerable<FunctionDefinition> functions, IEnumerable<LayerDefinition> layers)
    {
        var here = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x86_64";
        var native = functions.Where(static function => function.Build is { ByMakefile: true } || function.Runtime.StartsWith("provided", StringComparison.Ordinal)).Select(BuildSource.Of)
            .Concat(layers.Select(BuildSource.Of));
        return native.Where(source => source.Build?.Architecture is { } architecture && architecture != here)
            .GroupBy(source => source.Build!.Architecture)
            .Select(group => $"Declared for {group.Key}, and run as it is here, on {here}: {string.Join(", ", group.Select(source => source.LogicalId))}");
    }
}
