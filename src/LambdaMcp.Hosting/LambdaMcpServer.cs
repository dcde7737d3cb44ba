using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Lambda;
using LambdaMcp.Aws;
using LambdaMcp.Gateway;
using LambdaMcp.Gateway.Management;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Tracing;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting;

/// <summary>An MCP server: as a Lambda function, as an HTTP server of its own, or on standard input and output.</summary>
public static class LambdaMcpServer
{
    /// <summary>Serves until the process is told to stop. Environment variables configure it; <c>--help</c> lists them.</summary>
    /// <param name="args">The process's arguments: none, <c>--stdio</c>, <c>--health</c> or <c>--help</c>.</param>
    /// <param name="addServices">Adds the tools, prompts and resources of the program's own, and what they need.</param>
    /// <returns>The process's exit code: 0, 1 when <c>--health</c> finds no server that answers, or 2 when an argument or a variable cannot be used.</returns>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection>? addServices = null)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine(Help.Text);
            return 0;
        }

        if (args is not ([] or ["--stdio"] or ["--health"]))
        {
            await Console.Error.WriteLineAsync($"{string.Join(' ', args)}: there is no such argument. There are --stdio, --health and --help.");
            return 2;
        }

        try
        {
            var environment = new EnvironmentReader(Environment.GetEnvironmentVariable);
            if (args is ["--health"])
                return await HealthProbe.RunAsync(FrontSettings.Read(environment));
            if (IsAuthorizer(environment, args))
            {
                await LambdaAuthorizer.RunAsync();
                return 0;
            }

            var settings = EndpointSettings.Read(environment, isStdio: args is ["--stdio"]);
            var services = new ServiceCollection();
            addServices?.Invoke(services);
            Compose(services, settings);

            if (settings.Front.IsStdio)
                await StdioFront.RunAsync(services, settings);
            else if (settings.Role == EndpointRole.Tasks)
                await TaskFront.RunAsync(services);
            else if (settings.Front.IsLambda)
                await LambdaFront.RunAsync(services, settings);
            else
                await HttpFront.RunAsync(services, settings);
            return 0;
        }
        catch (InvalidSettingException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} --help lists the settings.");
            return 2;
        }
    }

    private static bool IsAuthorizer(EnvironmentReader environment, string[] args) =>
        EndpointSettings.RoleOf(environment) == EndpointRole.Authorizer && args is [] && environment.Text("AWS_LAMBDA_FUNCTION_NAME") is not null;

    private static void Compose(ServiceCollection services, EndpointSettings settings)
    {
        services.AddLogging(logging =>
        {
            // The server's own lines on each request have its query, where some clients put tokens and old ones their session.
            logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
            if (settings.Front.IsStdio)
                logging.SetMinimumLevel(settings.LogLevel).AddProvider(new StandardErrorLog(settings.LogLevel));
            else
                logging.AddPowertoolsLogger();
        });
        // Where the log is; standard output is the protocol's own with --stdio.
        services.AddSingleton(new AuditLog(settings.Telemetry, settings.Front.IsStdio ? Console.OpenStandardError : Console.OpenStandardOutput, TimeProvider.System));
        if (settings.Front.IsLambda && XRayDaemon.Find(Environment.GetEnvironmentVariable) is { } daemon)
            services.AddSingleton(new CallSegments(daemon, () => XRayTrace.Current, TimeProvider.System));
        services.AddAwsBackends(settings.Backends with { KeepsState = services.Any(service => service.ServiceType == typeof(McpMethod)) });
        services.AddGateway(settings.Discovery, settings.Catalog, settings.Calls);
        if (settings.ManagementTools)
            services.AddManagementTools(settings.Discovery);
        if (settings.RunsTasks)
            services.AddTasks(settings.Tasks, settings.TaskFunction);
        services.AddFunctionProbe(settings.TaskFunction);
        services.AddMcpEndpoint(settings.Mcp);
    }
}
