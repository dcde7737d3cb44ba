using LambdaMcp.Protocol.Sealing;
using LambdaMcp.Protocol.State;

namespace LambdaMcp.Tools.State;

/// <summary>State for the tests of a program's own tools.</summary>
internal static class StateInMemory
{
    public static SessionState Create()
    {
        var time = TimeProvider.System;
        var states = new SessionStates(
            new InMemoryStateStore(time), null, new(new EphemeralSealingKeys()), new([]), TimeSpan.FromHours(24), time);
        return states.For("test", null, default, null, CancellationToken.None);
    }
}
