using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Calls;

/// <summary>The function behind a tool, resource or prompt, and how it is called.</summary>
/// <param name="Name">What clients call it, for messages.</param>
/// <param name="FunctionArn">The function's ARN, with or without a qualifier.</param>
/// <param name="Contract">How the function takes a call.</param>
/// <param name="Timeout">How long one call may take, if that is limited.</param>
/// <param name="Streams">Whether a function of the contract <c>payload</c> streams text.</param>
internal sealed record CallTarget(string Name, string FunctionArn, TargetContract Contract, TimeSpan? Timeout = null, bool Streams = false)
{
    public static CallTarget From(Registration registration) => new(
        registration.Name,
        registration.LambdaArn,
        registration.Contract,
        registration.TimeoutSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        registration.Streams);
}
