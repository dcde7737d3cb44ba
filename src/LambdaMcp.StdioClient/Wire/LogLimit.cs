using Microsoft.Extensions.Logging;

namespace LambdaMcp.StdioClient.Wire;

/// <summary>Keeps what a server makes us write to the log within bounds: some records at once, and so many in a while.</summary>
internal sealed partial class LogLimit(ILogger logger, TimeProvider time)
{
    private const int Most = 20;
    private static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long _since = time.GetTimestamp();
    private int _count;
    private int _leftOut;

    /// <summary>Whether a record may be written. How many could not be since the last one is written before it.</summary>
    public bool TryTake()
    {
        int leftOut;
        lock (_gate)
        {
            if (time.GetElapsedTime(_since) >= While)
                (_since, _count) = (time.GetTimestamp(), 0);
            if (++_count > Most)
            {
                _leftOut++;
                return false;
            }

            (leftOut, _leftOut) = (_leftOut, 0);
        }

        if (leftOut > 0)
            LogLeftOut(leftOut);
        return true;
    }

    [LoggerMessage(1, LogLevel.Warning, "{Count} records of what the server wrote were left out")]
    private partial void LogLeftOut(int count);
}
