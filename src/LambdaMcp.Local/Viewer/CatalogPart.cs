namespace LambdaMcp.Local.Viewer;

/// <summary>One kind of what the endpoint lists.</summary>
/// <param name="Json">A JSON array of the definitions, as the endpoint gives them.</param>
/// <param name="Error">Why there is none; null when there is one.</param>
internal sealed record CatalogPart(string Json, string? Error);
