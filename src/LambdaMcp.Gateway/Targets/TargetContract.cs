namespace LambdaMcp.Gateway.Targets;

/// <summary>How a target function takes a call and gives its answer.</summary>
public enum TargetContract
{
    /// <summary>The event is the tool's arguments, bare; the answer is any JSON. No change to the function is needed.</summary>
    Payload,
}
