using System.Text.Json;
using LambdaMcp.Gateway.Management.Functions;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;

namespace LambdaMcp.Gateway.Management.Invocations;

/// <summary>Holds an event against what is known of a function's input.</summary>
internal static class PayloadCheck
{
    /// <summary>
    /// What is wrong with the event; nothing when it is what one of the function's tools takes, or nobody knows what it takes. Only the
    /// contract <c>payload</c> has arguments for events, so other tools' schemas say nothing here.
    /// </summary>
    public static IReadOnlyList<SchemaViolation> FindFaults(ManagedFunction function, JsonElement payload)
    {
        IReadOnlyList<SchemaViolation> first = [];
        foreach (var tool in function.Tools.Where(tool => tool.Target.Contract == TargetContract.Payload))
        {
            if (tool.InputSchema?.Validate(payload) is not { Count: > 0 } violations)
                return [];
            if (first.Count == 0)
                first = violations;
        }

        return first;
    }
}
