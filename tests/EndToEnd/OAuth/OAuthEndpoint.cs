using EndToEnd.SelfHosted;

namespace EndToEnd.OAuth;

/// <summary>The endpoint outside Lambda, with the deployment's issuer and tokens.</summary>
internal static class OAuthEndpoint
{
    /// <param name="stack">The deployment.</param>
    /// <param name="publicUrl">The URL that it says it has; null for its own.</param>
    public static async Task<EndpointProcess> StartAsync(OAuthDeployment stack, string? publicUrl = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort.Next();
            try
            {
                return await EndpointProcess.StartAsync(stack, new()
                {
                    ["MCP_SERVER_PORT"] = $"{port}",
                    ["MCP_PUBLIC_URL"] = publicUrl ?? $"http://127.0.0.1:{port}/mcp",
                    ["MCP_TOKEN_ISSUERS"] = stack.IssuerOrNone,
                    ["MCP_AUTH_TOKEN"] = OAuthDeployment.Tokens,
                    ["MCP_ALLOWED_ORIGINS"] = OAuthDeployment.Origin,
                    ["MCP_MANAGEMENT_TOOLS"] = "true",
                });
            }
            catch (InvalidOperationException) when (attempt < 3)
            {
                // Somebody may have taken the port meanwhile.
            }
        }
    }
}
