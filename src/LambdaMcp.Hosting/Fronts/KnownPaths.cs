using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Metadata;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// The paths that are routes of the template's REST API. API Gateway lets nothing else through; where something else stands in front, the
/// endpoint answers the same to it, before it asks who calls.
/// </summary>
internal static class KnownPaths
{
    public static IApplicationBuilder UseKnownPathsAlone(this IApplicationBuilder app, ProtectedResource resource) =>
        app.Use(next => context => Has(context.Request.Path, resource) ? next(context) : Refusal.UnknownPath.WriteAsync(context));

    private static bool Has(PathString path, ProtectedResource resource) => (path.Value ?? "").ToLowerInvariant().TrimEnd('/') switch
    {
        "/mcp" or "/sse" or "/message" or "/health" or SignedCallers.Path => true,
        var other when other.StartsWith("/mcp/", StringComparison.Ordinal) => other.IndexOf('/', "/mcp/".Length) < 0,
        _ => resource.IsDescribedAt(path, out _),
    };
}
