namespace Amazon.Lambda.Model;

/// <summary>What is known of a function.</summary>
public class FunctionConfiguration
{
    /// <summary>What its author says of it.</summary>
    public string? Description { get; set; }

    /// <summary>Its ARN, unqualified for the unpublished version.</summary>
    public string? FunctionArn { get; set; }

    /// <summary>Its name.</summary>
    public string? FunctionName { get; set; }

    /// <summary>The entry point.</summary>
    public string? Handler { get; set; }

    /// <summary>When it was last changed, as ISO 8601 text.</summary>
    public string? LastModified { get; set; }

    /// <summary>Its memory in MB.</summary>
    public int? MemorySize { get; set; }

    /// <summary>The role it runs as.</summary>
    public string? Role { get; set; }

    /// <summary>What runs its code; null for a container image.</summary>
    public Runtime? Runtime { get; set; }

    /// <summary>How long one call may take, in seconds.</summary>
    public int? Timeout { get; set; }

    /// <summary>The version, or <c>$LATEST</c>.</summary>
    public string? Version { get; set; }
}
