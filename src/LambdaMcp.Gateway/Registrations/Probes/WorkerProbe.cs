using System.Text.Json;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>
/// Has the function of tasks look: it may invoke what the endpoint may invoke, which whoever registers may not.
/// </summary>
/// <param name="invoker">Calls it.</param>
/// <param name="function">Its name or ARN (<c>MCP_TASK_FUNCTION</c>).</param>
internal sealed class WorkerProbe(ITargetInvoker invoker, string function) : IFunctionProbe
{
    // API Gateway waits for 29 seconds, and the worker has its own time limit below this one.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(25);

    public async Task<IReadOnlyList<ProbeCheck>> CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken)
    {
        if (registration.Type == RegistrationType.Set)
            return ProbeCheck.None("A set has no function.");
        try
        {
            var answer = await invoker.InvokeAsync(new(function, ProbeJson.WriteEvent(registration, arguments)) { Timeout = Longest }, cancellationToken);
            if (answer.FunctionError is null)
                return ProbeJson.ReadAnswer(answer.Payload);
        }
        catch (Exception exception) when (exception is TargetUnavailableException or JsonException)
        {
            return ProbeCheck.None($"The function of tasks, which is asked to look, could not do so: {exception.Message}");
        }

        return ProbeCheck.None("The function of tasks, which is asked to look, failed. Its log has the reason.");
    }
}
