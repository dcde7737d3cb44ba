namespace LambdaMcp.Local.Templates;

/// <summary>A DynamoDB table. Without a time-to-live attribute its items do not expire.</summary>
internal sealed record DeclaredTable(
    string LogicalId,
    string Name,
    DeclaredKey PartitionKey,
    DeclaredKey? SortKey,
    string? TimeToLiveAttribute,
    IReadOnlyList<DeclaredIndex> Indexes);
