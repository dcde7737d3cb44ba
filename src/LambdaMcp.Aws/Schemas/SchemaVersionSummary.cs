namespace LambdaMcp.Aws.Schemas;

/// <summary>A version in a list.</summary>
internal sealed record SchemaVersionSummary
{
    public string? SchemaVersion { get; init; }
}
