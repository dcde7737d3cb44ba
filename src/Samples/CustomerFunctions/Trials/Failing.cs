using Amazon.Lambda.Core;

namespace CustomerFunctions.Trials;

/// <summary>Never answers: throws an exception with the message it was given.</summary>
internal static class Failing
{
    public static Task<EchoAnswer> HandleAsync(FailingRequest? request, ILambdaContext context) =>
        throw new SampleFailureException(request?.Message ?? "This function fails on purpose.");
}
