namespace CustomerFunctions.Trials;

internal sealed record FailingRequest(string? Message);
