namespace LambdaMcp.Local.Viewer;

/// <summary>What the endpoint lists: of each kind a JSON array, or why there is none.</summary>
internal sealed record CatalogView(CatalogPart Tools, CatalogPart Prompts, CatalogPart Resources, CatalogPart Templates);
