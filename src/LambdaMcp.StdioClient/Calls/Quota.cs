namespace LambdaMcp.StdioClient.Calls;

/// <summary>How much may wait, in number and in bytes; a single thing may be of any size.</summary>
internal sealed class Quota(int most, long mostBytes)
{
    private readonly Lock _gate = new();
    private int _count;
    private long _bytes;

    /// <summary>Whether there is room for one more of this size, which then is taken.</summary>
    public bool TryTake(int bytes)
    {
        lock (_gate)
        {
            if (_count == most || (_count > 0 && _bytes + bytes > mostBytes))
                return false;
            (_count, _bytes) = (_count + 1, _bytes + bytes);
            return true;
        }
    }

    /// <summary>Gives back the room of one of this size.</summary>
    public void Release(int bytes)
    {
        lock (_gate)
            (_count, _bytes) = (_count - 1, _bytes - bytes);
    }
}
