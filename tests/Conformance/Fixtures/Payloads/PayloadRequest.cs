namespace ConformanceFixtures.Payloads;

/// <param name="Name">Whom to greet.</param>
internal sealed record PayloadRequest(string? Name);
