namespace LambdaMcp.Gateway.Targets;

/// <summary>What a streamed invocation yields: any number of <see cref="TargetChunk"/>, then one <see cref="TargetStreamEnd"/>.</summary>
public abstract record TargetStreamEvent
{
    private protected TargetStreamEvent()
    {
    }
}
