namespace ExampleServer.Searching;

/// <summary>What the service is asked.</summary>
/// <param name="Q">The words.</param>
/// <param name="Num">How many pages.</param>
internal sealed record SearchQuery(string Q, int Num);
