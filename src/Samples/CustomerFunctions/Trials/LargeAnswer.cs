using Amazon.Lambda.Core;

namespace CustomerFunctions.Trials;

/// <summary>Answers with JSON of exactly the size that was asked for, also beyond the 6 MB that Lambda lets through.</summary>
internal static class LargeAnswer
{
    private const int DefaultBytes = 1_000_000;
    private const int MaxBytes = 8_000_000;

    // {"text":""}
    private const int Frame = 11;

    public static Task<LargeAnswerText> HandleAsync(LargeAnswerRequest? request, ILambdaContext context)
    {
        var bytes = request?.Bytes ?? DefaultBytes;
        if (bytes is < Frame or > MaxBytes)
            throw new InvalidInputException($"\"bytes\" must be an integer from {Frame} to {MaxBytes}.");
        return Task.FromResult(new LargeAnswerText(new string('x', bytes - Frame)));
    }
}
