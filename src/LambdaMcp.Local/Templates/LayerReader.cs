using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::Serverless::LayerVersion</c> and <c>AWS::Lambda::LayerVersion</c>, and the <c>Layers</c> of functions.</summary>
/// <param name="scope">Knows the layers' ARNs.</param>
/// <param name="notEmulated">Takes a line for each layer that is not here.</param>
internal sealed class LayerReader(StackScope scope, List<string> notEmulated)
{
    private readonly Dictionary<string, LayerDefinition> _layers = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);

    /// <exception cref="TemplateException">The layer's folder is not there.</exception>
    public void Add(string logicalId, string type, TemplateMap properties, TemplateMap metadata)
    {
        var arn = scope.Reference(logicalId)!;
        var property = type == "AWS::Serverless::LayerVersion" ? "ContentUri" : "Content";
        var content = properties.Find(property) ?? throw new TemplateException(properties.Position, $"the layer {logicalId} has no {property}");
        if (content is not TemplateText { Text: var uri } || uri.StartsWith("s3://", StringComparison.Ordinal) || uri.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            _told.Add(arn);
            notEmulated.Add($"{content.Position}: the layer {logicalId} is left out: {property} must be a folder");
            return;
        }

        var folder = Path.GetFullPath(uri, Path.GetDirectoryName(Path.GetFullPath(content.Position.File))!);
        if (!Directory.Exists(folder))
            throw new TemplateException(content.Position, $"{property} names the folder {folder}, which does not exist");
        if (metadata.Find("BuildMethod") is TemplateText { Text: not "makefile" } method)
            notEmulated.Add($"{method.Position}: BuildMethod {method.Text} is not emulated: the layer {logicalId} is its folder as it is");
        _layers[arn] = new LayerDefinition
        {
            LogicalId = logicalId,
            Arn = arn,
            ContentDirectory = folder,
            Build = BuildReader.Read(logicalId, folder, metadata, properties.List("CompatibleArchitectures")),
        };
    }

    /// <summary>The layers of a function, in the template's order. One that is not here is told of, once.</summary>
    /// <exception cref="TemplateException">There are more than Lambda allows.</exception>
    public IReadOnlyList<LayerDefinition> Of(string function, TemplateMap properties)
    {
        var found = new List<LayerDefinition>();
        var named = properties.List("Layers");
        if (named.Count > 5)
            throw new TemplateException(properties.Position, $"the function {function} has {named.Count} layers: 5 is the most");
        foreach (var value in named)
        {
            var arn = value.AsText("Layers");
            if (_layers.TryGetValue(arn, out var layer))
                found.Add(layer);
            else if (_told.Add(arn))
                notEmulated.Add($"{value.Position}: the layer {arn} is not in this template: {function}, and what else names it, runs without");
        }
        return found;
    }
}
