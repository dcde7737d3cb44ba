namespace LambdaMcp.Local.Schemas;

/// <summary>A version of a schema.</summary>
internal sealed record SchemaVersion(DeclaredSchema Schema, int Number, DateTimeOffset Created);
