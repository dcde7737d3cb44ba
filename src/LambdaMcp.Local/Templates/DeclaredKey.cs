namespace LambdaMcp.Local.Templates;

/// <summary>A key attribute of a table or index; its type is <c>S</c>, <c>N</c> or <c>B</c>.</summary>
internal sealed record DeclaredKey(string Name, string Type);
