using Amazon.Lambda.Core;

namespace ConformanceFixtures.Payloads;

/// <summary>Greets.</summary>
internal static class Greet
{
    public static Task<string> HandleAsync(PayloadRequest request, ILambdaContext context) => Task.FromResult($"Hello, {request.Name ?? "World"}!");
}
