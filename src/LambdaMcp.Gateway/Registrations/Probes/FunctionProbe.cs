using System.Text.Json;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>Looks at functions from a process that may invoke them.</summary>
public sealed class FunctionProbe : IFunctionProbe
{
    // Below what whoever asked waits.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private readonly IInvocationCheck _check;
    private readonly ITargetInvoker _invoker;
    private readonly ILoggerFactory _loggers;

    internal FunctionProbe(IInvocationCheck check, ITargetInvoker invoker, ILoggerFactory loggers)
    {
        _check = check;
        _invoker = invoker;
        _loggers = loggers;
    }

    /// <summary>Does what an event asks for.</summary>
    /// <param name="json">The event.</param>
    /// <param name="cancellationToken">Cancelled when the host ends.</param>
    /// <returns>The answer, or null when the event is no probe.</returns>
    public async Task<ReadOnlyMemory<byte>?> TryAnswerAsync(ReadOnlyMemory<byte> json, CancellationToken cancellationToken)
    {
        if (ProbeJson.ReadEvent(json) is var (registration, arguments))
            return ProbeJson.WriteAnswer(await CheckAsync(registration, arguments, cancellationToken));
        return null;
    }

    async Task<IReadOnlyList<ProbeCheck>> IFunctionProbe.CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken) =>
        await CheckAsync(registration, arguments, cancellationToken);

    private async Task<IReadOnlyList<ProbeCheck>> CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken)
    {
        if (registration.Type == RegistrationType.Set)
            return ProbeCheck.None("A set has no function.");
        try
        {
            await _check.CheckAsync(registration.LambdaArn, cancellationToken);
        }
        catch (TargetUnavailableException unavailable)
        {
            return Explain(registration, unavailable);
        }

        return
        [
            new(ProbeCheck.Exists, ProbeOutcome.Passed, $"There is a function {registration.LambdaArn}."),
            new(ProbeCheck.Permission, ProbeOutcome.Passed, "The endpoint may invoke it."),
            await new ProbeCall(_invoker, _loggers, registration).RunAsync(arguments, DateTimeOffset.UtcNow + Longest, cancellationToken),
        ];
    }

    private static ProbeCheck[] Explain(Registration registration, TargetUnavailableException unavailable)
    {
        var answers = new ProbeCheck(ProbeCheck.Answers, ProbeOutcome.NotAsked, "It could not be invoked.");
        return unavailable.Failure switch
        {
            TargetFailure.NotFound =>
            [
                new(ProbeCheck.Exists, ProbeOutcome.Failed, unavailable.Message),
                new(ProbeCheck.Permission, ProbeOutcome.NotAsked, "There is nothing to invoke."),
                answers,
            ],
            TargetFailure.AccessDenied =>
            [
                new(ProbeCheck.Exists, ProbeOutcome.NotAsked, "Lambda tells only those who may invoke a function whether there is one."),
                new(
                    ProbeCheck.Permission, ProbeOutcome.Failed,
                    $"The endpoint may not invoke {registration.LambdaArn}, or there is no such function. Add its ARN to the stack's parameter InvokableFunctionArns, "
                        + "or give the function a name that begins with FunctionPrefix."),
                answers,
            ],
            _ =>
            [
                new(ProbeCheck.Exists, ProbeOutcome.NotAsked, $"Lambda did not say: {unavailable.Message}"),
                new(ProbeCheck.Permission, ProbeOutcome.NotAsked, $"Lambda did not say: {unavailable.Message}"),
                answers,
            ],
        };
    }
}
