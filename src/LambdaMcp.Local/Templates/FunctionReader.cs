using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Templates;

/// <summary>Reads <c>AWS::Serverless::Function</c>.</summary>
internal static class FunctionReader
{
    /// <param name="logicalId">The function's logical id.</param>
    /// <param name="name">The function's name.</param>
    /// <param name="arn">The function's ARN.</param>
    /// <param name="properties">The resolved properties, Globals included.</param>
    /// <param name="secrets">What dynamic references may name.</param>
    /// <param name="events">How events are handled that nobody waits for.</param>
    public static FunctionDefinition Read(
        string logicalId, string name, string arn, TemplateMap properties, IReadOnlyList<DeclaredSecret> secrets, EventSettings events)
    {
        if (properties.Find("InlineCode") is { } inline)
            throw new TemplateException(inline.Position, "InlineCode is not emulated: put the code into a folder and name it in CodeUri");

        var code = properties.Find("CodeUri") ?? throw new TemplateException(properties.Position, $"the function {logicalId} has no CodeUri");
        var folder = Path.GetFullPath(code.AsText("CodeUri"), Path.GetDirectoryName(Path.GetFullPath(code.Position.File))!);
        if (!Directory.Exists(folder))
            throw new TemplateException(code.Position, $"CodeUri names the folder {folder}, which does not exist");

        var variables = properties.Map("Environment").Map("Variables");
        return new FunctionDefinition
        {
            Name = name,
            LogicalId = logicalId,
            Arn = arn,
            Runtime = properties.RequiredText("Runtime"),
            Handler = properties.RequiredText("Handler"),
            CodeUri = code.AsText("CodeUri"),
            CodeDirectory = folder,
            Description = properties.Text("Description") ?? "",
            Timeout = TimeSpan.FromSeconds(properties.Integer("Timeout") ?? 3),
            MemorySizeMB = properties.Integer("MemorySize") ?? 128,
            Environment = variables.Entries.ToDictionary(
                entry => entry.Key, entry => DynamicReferences.Resolve(entry.Value.AsText(entry.Key), secrets, entry.Value.Position)),
            Events = events,
            LogGroup = properties.Map("LoggingConfig").Text("LogGroup"),
            Tags = properties.Map("Tags").Texts(),
            ReservedConcurrency = properties.Integer("ReservedConcurrentExecutions"),
        };
    }
}
