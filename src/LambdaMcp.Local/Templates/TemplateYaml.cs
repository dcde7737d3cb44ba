using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads YAML (and so JSON) into template values; the short forms of intrinsic functions become their long forms.</summary>
internal static class TemplateYaml
{
    /// <exception cref="TemplateException">The text is not YAML, or not a map.</exception>
    public static TemplateMap Parse(string file, string text)
    {
        var stream = new YamlStream();
        var parser = new Parser(new StringReader(text));
        try
        {
            stream.Load(parser);
        }
        catch (YamlException exception)
        {
            throw new TemplateException(new TemplatePosition(file, (int)exception.Start.Line), exception.InnerException?.Message ?? exception.Message);
        }
        catch (InvalidOperationException)
        {
            // The parser gives up so where brackets do not match.
            throw new TemplateException(new TemplatePosition(file, (int)(parser.Current?.End.Line ?? 1)), "this is not YAML: brackets may not match here");
        }
        var start = new TemplatePosition(file, 1);
        if (stream.Documents.Count == 0)
            throw new TemplateException(start, "the template is empty");

        return Convert(file, stream.Documents[0].RootNode).AsMap("a template");
    }

    private static TemplateValue Convert(string file, YamlNode node)
    {
        var position = new TemplatePosition(file, (int)node.Start.Line);
        TemplateValue value = node switch
        {
            YamlScalarNode scalar => new TemplateText(position, scalar.Value ?? ""),
            YamlSequenceNode sequence => new TemplateList(position, [.. sequence.Select(item => Convert(file, item))]),
            YamlMappingNode mapping => ConvertMap(file, position, mapping),
            _ => throw new TemplateException(position, "aliases are not part of a template"),
        };
        return node.Tag.IsEmpty || !node.Tag.IsLocal ? value : Intrinsic(position, node.Tag.Value[1..], value);
    }

    private static TemplateMap ConvertMap(string file, TemplatePosition position, YamlMappingNode mapping)
    {
        var entries = new Dictionary<string, TemplateValue>();
        foreach (var (key, value) in mapping)
        {
            if (key is not YamlScalarNode { Value: { } name })
                throw new TemplateException(position with { Line = (int)key.Start.Line }, "a key must be text");

            entries[name] = Convert(file, value);
        }
        return new TemplateMap(position, entries);
    }

    private static TemplateMap Intrinsic(TemplatePosition position, string name, TemplateValue argument)
    {
        if (name is "GetAtt" && argument is TemplateText { Text: var path } && path.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot)
            argument = new TemplateList(position, [new TemplateText(position, path[..dot]), new TemplateText(position, path[(dot + 1)..])]);

        var longName = name is "Ref" or "Condition" ? name : $"Fn::{name}";
        return new TemplateMap(position, new Dictionary<string, TemplateValue> { [longName] = argument });
    }
}
