namespace LambdaMcp.Local.Templates;

/// <summary>A global secondary index.</summary>
internal sealed record DeclaredIndex(string Name, DeclaredKey PartitionKey, DeclaredKey? SortKey);
