namespace LambdaMcp.Gateway.Management.Functions;

/// <summary>What Lambda knows of a function.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Arn">Its unqualified ARN.</param>
public sealed record FunctionDetails(string Name, string Arn)
{
    /// <summary>Such as <c>python3.12</c>; null for a container image.</summary>
    public string? Runtime { get; init; }

    /// <summary>What its author says of it; empty when nothing.</summary>
    public string Description { get; init; } = "";

    /// <summary>How long one call may take, in seconds.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Its memory in MB.</summary>
    public int? MemoryMB { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}
