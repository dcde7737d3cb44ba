namespace ExampleServer.Searching;

/// <summary>A page that was found.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Link">Its URL.</param>
/// <param name="Snippet">The words around what was searched for.</param>
internal sealed record SearchHit(string Title, string Link, string? Snippet);
