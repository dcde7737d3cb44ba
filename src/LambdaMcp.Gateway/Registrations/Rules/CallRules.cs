using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of the way a function is called.</summary>
internal static class CallRules
{
    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (registration.Streams && registration.Contract != TargetContract.Payload)
            faults.Add("/streams", "is for the contract payload; functions of the contract mcp always may stream");
        if (!Takes(registration.Type, registration.Contract))
        {
            faults.Add("/contract", (registration.Type, registration.Contract) switch
            {
                (RegistrationType.Target, _) => "must be mcp or agentcore for an aggregated function",
                (_, TargetContract.Proxy) => "proxy is for tools, resources and resource templates",
                _ => $"{RegistrationWords.Of(registration.Contract)} is for tools",
            });
        }

        if (registration.Asynchronous)
            CheckAsynchronous(registration, faults);
        HttpRules.Check(registration, faults);
    }

    private static bool Takes(RegistrationType type, TargetContract contract) => type switch
    {
        RegistrationType.Tool or RegistrationType.Set => true,
        RegistrationType.Target => contract is TargetContract.Mcp or TargetContract.AgentCore,
        RegistrationType.Prompt => contract is TargetContract.Payload or TargetContract.Mcp or TargetContract.Envelope,
        _ => contract is TargetContract.Payload or TargetContract.Mcp or TargetContract.Envelope or TargetContract.Proxy,
    };

    // The result is a receipt, so nothing may be said of the function's answer.
    private static void CheckAsynchronous(Registration registration, RegistrationFaults faults)
    {
        const string Rule = "cannot go with \"invocation\": \"event\", whose result is a receipt";
        if (registration.Contract == TargetContract.Mcp)
            faults.Add("/invocation", "cannot be \"event\" with the contract mcp, whose requests need a response");
        if (registration.OutputSchema is not null)
            faults.Add("/outputSchema", Rule);
        if (registration.CacheSeconds is not null)
            faults.Add("/cache", Rule);
        if (registration.Streams)
            faults.Add("/streams", Rule);
        if (registration.Tasks.Support != Tasks.TaskSupport.Forbidden)
            faults.Add("/task", Rule);
    }
}
