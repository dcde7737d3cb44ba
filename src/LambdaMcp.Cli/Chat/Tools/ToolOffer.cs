using System.IO.Enumeration;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Cli.Chat.Tools;

/// <summary>The tools that a model is offered, by the names it knows them by.</summary>
internal sealed class ToolOffer
{
    /// <summary>What Bedrock allows in a tool's name besides letters and digits.</summary>
    public const string Marks = "_-";

    // Longer than any model's maker advises; each question pays for it.
    private const int LongestDescription = 8000;

    private readonly Dictionary<string, OfferedTool> _byName;

    private ToolOffer(IEnumerable<OfferedTool> tools) => _byName = tools.ToDictionary(tool => tool.Specification.Name, StringComparer.Ordinal);

    public IReadOnlyCollection<OfferedTool> Tools => _byName.Values;

    /// <summary>Offers the tools whose names fit one of the patterns; all of them when there is no pattern.</summary>
    /// <param name="tools">The server's tools; of two by one name the first counts.</param>
    /// <param name="patterns">Names, with <c>*</c> and <c>?</c>.</param>
    public static ToolOffer Of(IEnumerable<Tool> tools, IReadOnlyCollection<string> patterns)
    {
        var wanted = tools.DistinctBy(tool => tool.Name, StringComparer.Ordinal)
            .Where(tool => patterns.Count == 0 || patterns.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, tool.Name, ignoreCase: false)))
            .ToArray();
        var names = AllowedName.Map(wanted.Select(tool => tool.Name), Marks);
        return new(wanted.Select(tool => Of(tool, names[tool.Name])));
    }

    /// <summary>The tool that the model knows by a name.</summary>
    /// <returns>Null when it made that name up.</returns>
    public OfferedTool? Find(string name) => _byName.GetValueOrDefault(name);

    private static OfferedTool Of(Tool tool, string name)
    {
        var schema = ModelSchema.Of(tool.InputSchema);
        using var json = JsonDocument.Parse(schema.Json.ToJsonString());
        return new(
            tool.Name,
            new() { Name = name, Description = Description(tool), InputSchema = new() { Json = json.RootElement.Clone() } },
            schema.Names);
    }

    private static string? Description(Tool tool)
    {
        var description = string.IsNullOrWhiteSpace(tool.Description) ? tool.Title : tool.Description;
        return description switch
        {
            null or "" => null,
            { Length: > LongestDescription } => description[..LongestDescription] + "…",
            _ when string.IsNullOrWhiteSpace(description) => null,
            _ => description,
        };
    }
}
