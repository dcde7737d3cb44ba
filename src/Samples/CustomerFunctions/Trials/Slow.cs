using Amazon.Lambda.Core;

namespace CustomerFunctions.Trials;

/// <summary>Takes its time, but answers before its timeout unless it is told not to.</summary>
internal static class Slow
{
    private const double DefaultSeconds = 10;
    private const double MaxSeconds = 900;

    // What is left for the answer to be sent.
    private static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(500);

    public static async Task<SlowAnswer> HandleAsync(SlowRequest? request, ILambdaContext context)
    {
        var seconds = request?.Seconds ?? DefaultSeconds;
        if (seconds is not (>= 0 and <= MaxSeconds))
            throw new InvalidInputException($"\"seconds\" must be a number from 0 to {MaxSeconds}.");

        var asked = TimeSpan.FromSeconds(seconds);
        var left = context.RemainingTime - Reserve;
        var cutShort = request?.IgnoreDeadline != true && asked > left;
        var time = cutShort ? TimeSpan.FromTicks(Math.Max(0, left.Ticks)) : asked;
        await Task.Delay(time);
        return new SlowAnswer(time.TotalSeconds, cutShort);
    }
}
