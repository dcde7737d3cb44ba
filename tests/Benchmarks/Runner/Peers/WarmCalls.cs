namespace Runner.Peers;

/// <summary>What the calls after the first showed.</summary>
/// <param name="Ms">Milliseconds of each, from handing out the event until its answer had arrived whole.</param>
/// <param name="CpuMs">Milliseconds of processor time for each, of the whole tree of processes, with what was done after the answer.</param>
/// <param name="IdleBytes">The resident sets of the tree when all were answered.</param>
/// <param name="BusyBytes">The largest resident sets of the tree in one more call, looked at every few milliseconds.</param>
internal sealed record WarmCalls(IReadOnlyList<double> Ms, double CpuMs, long IdleBytes, long BusyBytes);
