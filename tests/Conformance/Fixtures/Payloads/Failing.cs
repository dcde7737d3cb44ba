using Amazon.Lambda.Core;

namespace ConformanceFixtures.Payloads;

/// <summary>Never answers.</summary>
internal static class Failing
{
    public static Task<string> HandleAsync(PayloadRequest request, ILambdaContext context) =>
        throw new InvalidOperationException("This tool intentionally returns an error for testing");
}
