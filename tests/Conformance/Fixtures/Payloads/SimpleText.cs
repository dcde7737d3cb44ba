using Amazon.Lambda.Core;

namespace ConformanceFixtures.Payloads;

/// <summary>Answers with the same text, whatever it is asked.</summary>
internal static class SimpleText
{
    public static Task<string> HandleAsync(PayloadRequest request, ILambdaContext context) =>
        Task.FromResult("This is a simple text response for testing.");
}
