using System.Runtime.ExceptionServices;
using LambdaMcp.Gateway.Discovery;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>All tools, and what they were made from.</summary>
/// <param name="Registrations">The registrations.</param>
/// <param name="Sources">The tools of each source.</param>
/// <param name="Functions">The account's functions, also those that are no tools.</param>
/// <param name="Tools">The tools.</param>
/// <param name="Failure">Why there are no functions, when they could not be read.</param>
internal sealed record CatalogState(
    RegisteredSet Registrations, IReadOnlyList<CatalogTool>[] Sources, IReadOnlyList<DiscoveredFunction> Functions, ToolSnapshot Tools,
    ExceptionDispatchInfo? Failure = null);
