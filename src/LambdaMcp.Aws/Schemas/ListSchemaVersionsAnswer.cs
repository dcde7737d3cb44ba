namespace LambdaMcp.Aws.Schemas;

/// <summary>A page of <c>ListSchemaVersions</c>.</summary>
internal sealed record ListSchemaVersionsAnswer
{
    public IReadOnlyList<SchemaVersionSummary>? SchemaVersions { get; init; }

    public string? NextToken { get; init; }
}
