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

    /// <summary>A function with many tools, and with the contract <c>mcp</c> also resources and prompts: all of them appear under one prefix.</summary>
    Target,

    /// <summary>A named subset of the catalog, served at a URL of its own; there is no function behind it.</summary>
    Set,
}
