namespace ExampleServer.Searching;

/// <summary>What the service answers, as far as it is used.</summary>
/// <param name="Organic">The pages that were found.</param>
internal sealed record SearchAnswer(SearchHit[]? Organic);
