using System.Text.Json;

namespace LambdaMcp.Gateway.Registrations.Probes;

/// <summary>Says that functions cannot be looked at from here.</summary>
internal sealed class NoProbe : IFunctionProbe
{
    public Task<IReadOnlyList<ProbeCheck>> CheckAsync(Registration registration, JsonElement? arguments, CancellationToken cancellationToken) =>
        Task.FromResult(ProbeCheck.None("Functions are not looked at here: MCP_TASK_FUNCTION must name the function that may invoke them."));
}
