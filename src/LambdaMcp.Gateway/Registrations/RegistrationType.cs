namespace LambdaMcp.Gateway.Registrations;

/// <summary>What a registered function serves.</summary>
public enum RegistrationType
{
    /// <summary>An MCP tool.</summary>
    Tool,

    /// <summary>One MCP resource, at its URI.</summary>
    Resource,

    /// <summary>The MCP resources whose URIs match a template.</summary>
    ResourceTemplate,

    /// <summary>An MCP prompt.</summary>
    Prompt,
}
