namespace LambdaMcp.Aws.Schemas;

/// <summary>The answer of <c>DescribeSchema</c>.</summary>
internal sealed record DescribeSchemaAnswer
{
    public string? Content { get; init; }

    public string? SchemaName { get; init; }

    public string? SchemaVersion { get; init; }

    public string? Type { get; init; }

    /// <summary>In ISO 8601.</summary>
    public DateTimeOffset? LastModified { get; init; }
}
