namespace LambdaMcp.StdioClient.Wire;

/// <summary>Keeps what a server makes us write to the log within bounds: some records at once, and so many in a while.</summary>
internal sealed class LogLimit(TimeProvider time)
{
    private const int Most = 20;
    private static readonly TimeSpan While = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private long _since = time.GetTimestamp();
    private int _count;
    private int _leftOut;

    /// <summary>Whether a record may be written.</summary>
    /// <param name="leftOut">How many were left out since the last one.</param>
    public bool TryTake(out int leftOut)
    {
        lock (_gate)
        {
            leftOut = 0;
            if (time.GetElapsedTime(_since) >= While)
                (_since, _count) = (time.GetTimestamp(), 0);
            if (++_count > Most)
            {
                _leftOut++;
                return false;
            }

            (leftOut, _leftOut) = (_leftOut, 0);
            return true;
        }
    }
}
