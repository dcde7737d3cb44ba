using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>What became of a discovered function.</summary>
/// <param name="Function">The function.</param>
/// <param name="Wanted">The name that its own name or its tag gives.</param>
/// <param name="Given">The name that it has as a tool; null when it is none.</param>
/// <param name="Fault">The rule that it breaks, if it is that which keeps it from being a tool.</param>
internal sealed record DiscoveredTool(DiscoveredFunction Function, string Wanted, string? Given, RegistrationFault? Fault = null);
