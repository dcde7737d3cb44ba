namespace LambdaMcp.Gateway.Registrations;

/// <summary>What a registered function serves.</summary>
public enum RegistrationType
{
    /// <summary>An MCP tool.</summary>
    Tool,
}
