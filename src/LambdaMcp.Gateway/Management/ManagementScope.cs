namespace LambdaMcp.Gateway.Management;

/// <summary>Who may see and call the management tools.</summary>
public static class ManagementScope
{
    /// <summary>The scope that a caller's token must have.</summary>
    public const string Name = "lambda-mcp/manage";
}
