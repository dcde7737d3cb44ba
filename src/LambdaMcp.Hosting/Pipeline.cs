using LambdaMcp.Auth.Access;
using LambdaMcp.Auth.Metadata;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Protocol;

namespace LambdaMcp.Hosting;

/// <summary>What happens to a request, the same behind every front. Branches and not routes: routing would slow every cold start.</summary>
internal static class Pipeline
{
    /// <param name="app">The pipeline to fill.</param>
    /// <param name="settings">The endpoint's configuration.</param>
    /// <param name="authenticate">Adds what finds out who calls.</param>
    public static void Build(IApplicationBuilder app, EndpointSettings settings, Action<AccessOptions> authenticate)
    {
        if (settings.Instead is { } build)
        {
            build(app);
            return;
        }

        app.UseKnownPathsAlone(settings.Resource);
        app.MapHealth("/health");
        app.MapProtectedResourceMetadata(settings.Resource);
        // Apart from the bearer tokens' way, so that neither's callers are ever taken for the other's.
        app.Map(SignedCallers.Prefix, signed =>
        {
            signed.UseSignedCallers(SignedCallers.UserArnOf);
            if (settings.IamClients)
                Serve(signed);
            signed.Run(Refusal.SwitchedOff.WriteAsync);
        });
        app.UseMcpCrossOriginAccess(settings.Mcp);
        authenticate(new() { Resource = settings.Resource });
        Serve(app);
        app.MapMcpLegacySse();
        app.Run(Refusal.SwitchedOff.WriteAsync);
    }

    // To callers who are known.
    private static void Serve(IApplicationBuilder app) => app.MapMcp("/mcp");
}
