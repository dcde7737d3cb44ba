namespace LambdaMcp.StdioClient.Calls;

/// <summary>The calls that the server works on, for it does not say which of them a question or a log message belongs to.</summary>
internal sealed class CallsUnderWay(SuspendedCalls suspended)
{
    private readonly Lock _gate = new();
    private readonly List<Call> _calls = [];

    /// <summary>Whether there are no calls, not even some that wait.</summary>
    public bool AreNone
    {
        get
        {
            lock (_gate)
                return _calls.Count == 0 && suspended.Count == 0;
        }
    }

    /// <summary>
    /// The call that is under way, or, where none is, that waits; null when there is none or more than one, or when those that wait are another principal's: what the
    /// server says may be of theirs.
    /// </summary>
    public Call? OnlyOne
    {
        get
        {
            lock (_gate)
                return _calls.Count == 0 ? suspended.OnlyOne : _calls is [var only] && !suspended.HasOthers(only.Principal) ? only : null;
        }
    }

    public void Enter(Call call)
    {
        lock (_gate)
            _calls.Add(call);
    }

    public void Leave(Call call)
    {
        lock (_gate)
            _calls.Remove(call);
    }

    public Call[] Now()
    {
        lock (_gate)
            return [.. _calls];
    }

    /// <summary>The call of a progress token.</summary>
    public Call? Find(long id) => Array.Find(Now(), call => call.Id == id);

    /// <summary>Tells all calls that the server takes a question back: it is known to one of them at most.</summary>
    public void Withdraw(Protocol.JsonRpc.JsonRpcId questionId)
    {
        foreach (var call in Now().Concat(suspended.Now()))
            call.Withdraw(questionId);
    }
}
