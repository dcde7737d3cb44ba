namespace LambdaMcp.Tools.Methods;

/// <summary>One attributed C# method, as the source generator hands it to the server.</summary>
public sealed class McpMethod
{
    /// <summary>What it is to clients.</summary>
    public required McpMethodKind Kind { get; init; }

    /// <summary>What clients ask for it by: the name of a tool or prompt, the URI of a resource, the URI template (RFC 6570) of a template.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The JSON object that lists show: a <c>Tool</c>, <c>Prompt</c>, <c>Resource</c> or <c>ResourceTemplate</c> of the MCP schema. It was
    /// written when the program was compiled.
    /// </summary>
    public required string Definition { get; init; }

    /// <summary>Reads the arguments, runs the method and gives its result.</summary>
    public required Func<McpMethodCall, CancellationToken, ValueTask<McpMethodResult>> InvokeAsync { get; init; }
}
