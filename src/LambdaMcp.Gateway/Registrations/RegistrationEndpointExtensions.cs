using LambdaMcp.Gateway.Discovery.Explanations;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Registrations;

/// <summary>Adds the registration API to an ASP.NET Core application.</summary>
public static class RegistrationEndpointExtensions
{
    /// <summary>
    /// Serves the registration API at <paramref name="path"/>, on the <see cref="IRegistrationStore"/> and the gateway among the services. Dry runs look at
    /// functions where <see cref="ProbeServices.AddFunctionProbe"/> says how.
    /// </summary>
    public static IApplicationBuilder MapRegistrations(this IApplicationBuilder app, PathString path) => app.Map(path, branch =>
    {
        var services = branch.ApplicationServices;
        var store = new RecordedRegistrations(services.GetRequiredService<IRegistrationStore>(), services.GetService<AuditLog>() ?? AuditLog.Off);
        branch.Run(new RegistrationEndpoint(
            store, services.GetService<IFunctionProbe>() ?? new NoProbe(), services.GetRequiredService<FunctionExplainer>,
            services.GetRequiredService<ILogger<RegistrationEndpoint>>()).HandleAsync);
    });
}
