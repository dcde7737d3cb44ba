using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>A folder that the templates name as the code of a function, or as the content of a layer.</summary>
/// <param name="LogicalId">Whose it is.</param>
/// <param name="Folder">The absolute path.</param>
/// <param name="Build">What is declared of its build; null for nothing.</param>
internal sealed record BuildSource(string LogicalId, string Folder, DeclaredBuild? Build)
{
    public static BuildSource Of(FunctionDefinition function) => new(function.LogicalId, function.CodeDirectory, function.Build);

    public static BuildSource Of(LayerDefinition layer) => new(layer.LogicalId, layer.ContentDirectory, layer.Build);
}
