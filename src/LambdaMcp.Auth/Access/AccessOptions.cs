using LambdaMcp.Auth.Metadata;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Auth.Access;

/// <summary>What is guarded, and how a refusal describes it.</summary>
public sealed record AccessOptions
{
    /// <summary>The scope without which a token is answered with 403.</summary>
    public string RequiredScope { get; init; } = Principal.McpScope;

    /// <summary>The resource that a challenge points to.</summary>
    public ProtectedResource Resource { get; init; } = new();

    /// <summary>The paths that anyone may call: <c>/health</c> and everything below <c>/.well-known</c>, unless set otherwise.</summary>
    public Func<PathString, bool> IsOpen { get; init; } = static path =>
        path.Equals("/health", StringComparison.OrdinalIgnoreCase) || path.StartsWithSegments("/.well-known");
}
