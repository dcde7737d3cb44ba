namespace LambdaMcp.Local.DynamoDb.Expressions;

/// <summary>One step of a document path: into a map by name, or into a list by index.</summary>
internal readonly record struct PathElement(string? Name, int Index) : IComparable<PathElement>
{
    public int CompareTo(PathElement other) =>
        Index != other.Index ? Index.CompareTo(other.Index) : string.CompareOrdinal(Name, other.Name);


    public override string ToString() => Name ?? $"[{Index}]";
}
