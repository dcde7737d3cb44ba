namespace LambdaMcp.Local.Lambda;

/// <summary>A layer as the template declares it.</summary>
internal sealed record LayerDefinition
{
    /// <summary>The logical id in the template.</summary>
    public required string LogicalId { get; init; }

    /// <summary>The ARN of its one version: what <c>Ref</c> gives.</summary>
    public required string Arn { get; init; }

    /// <summary>The absolute path of the folder whose content Lambda would mount in /opt.</summary>
    public required string ContentDirectory { get; init; }

    public required DeclaredBuild Build { get; init; }
}
