namespace LambdaMcp.Local.Viewer;

/// <summary>Rows of the endpoint's tables, by the names of their attributes.</summary>
internal sealed record TablesView(IReadOnlyList<Dictionary<string, string>> Sessions, IReadOnlyList<Dictionary<string, string>> Registrations);
