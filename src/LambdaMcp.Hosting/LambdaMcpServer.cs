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
using LambdaMcp.Protocol.Sessions;
using LambdaMcp.Telemetry;
using LambdaMcp.Telemetry.Tracing;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting;

/// <summary>An MCP server: as a Lambda function, as an HTTP server of its own, or on standard input and output.</summary>
public static class LambdaMcpServer
{
    /// <summary>Serves until the process is told to stop. Environment variables configure it; <c>--help</c> lists them.</summary>
    /// <param name="args">The process's arguments: none, <c>--stdio</c>, <c>--health</c> or <c>--help</c>.</param>
    /// <param name="addServices">Adds the tools, prompts and resources of the program's own, and what they need.</param>
    /// <returns>The process's exit code: 0, 1 when <c>--health</c> finds no server that answers, or 2 when an argument or a variable cannot be used.</returns>
    public static Task<int> RunAsync(string[] args, Action<IServiceCollection>? addServices = null) => RunAsync(args, () => Help.Text, async environment =>
    {
        if (IsAuthorizer(environment, args))
        {
            await LambdaAuthorizer.RunAsync();
            return;
        }

        var settings = EndpointSettings.Read(environment, isStdio: args is ["--stdio"]);
        var services = new ServiceCollection();
        addServices?.Invoke(services);
        AddGateway(services, settings);
        if (settings.Role == EndpointRole.Tasks && !settings.Front.IsStdio)
            await TaskFront.RunAsync(services);
        else
            await ServeAsync(services, settings);
    });

    /// <summary>
    /// The same for a program that brings all of its tools, prompts and resources: none of the gateway's is served, and none of its settings is read.
    /// On Lambda it serves callers that an authorizer or an AWS signature vouches for, and those with a token that is set; nobody else. Catalogs write their calls down with the
    /// <see cref="Gateway.Calls.Records.CallRecords"/> among the services.
    /// </summary>
    /// <param name="args">The process's arguments, as above.</param>
    /// <param name="addCatalogs">Adds the <see cref="Protocol.Tools.IToolCatalog"/>, and the other catalogs that there are.</param>
    /// <param name="about">What <c>--help</c> says first: what the program is, and which settings are its own.</param>
    /// <returns>The process's exit code, as above.</returns>
    public static Task<int> RunCatalogsAsync(string[] args, Action<IServiceCollection> addCatalogs, string about)
    {
        ArgumentNullException.ThrowIfNull(addCatalogs);
        return RunAsync(args, () => CatalogHelp.Of(about), async environment =>
        {
            var settings = EndpointSettings.ReadForCatalogs(environment, isStdio: args is ["--stdio"]);
            var services = new ServiceCollection();
            addCatalogs(services);
            AddServer(services, settings);
            services.AddCallRecords();
            // The next request may reach another environment, which has no session of this one's memory.
            if (settings.Front.IsLambda && settings.Backends.SessionTable is null)
                services.RemoveAll<ISessionStore>();
            await ServeAsync(services, settings);
        });
    }

    private static async Task<int> RunAsync(string[] args, Func<string> help, Func<EnvironmentReader, Task> serveAsync)
    {
        if (args is ["--help" or "-h", ..])
        {
            Console.WriteLine(help());
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
            await serveAsync(environment);
            return 0;
        }
        catch (InvalidSettingException exception)
        {
            await Console.Error.WriteLineAsync($"{exception.Message} --help lists the settings.");
            return 2;
        }
    }

    private static Task ServeAsync(ServiceCollection services, EndpointSettings settings) => settings.Front switch
    {
        { IsStdio: true } => StdioFront.RunAsync(services, settings),
        { IsLambda: true } => LambdaFront.RunAsync(services, settings),
        _ => HttpFront.RunAsync(services, settings),
    };

    private static bool IsAuthorizer(EnvironmentReader environment, string[] args) =>
        EndpointSettings.RoleOf(environment) == EndpointRole.Authorizer && args is [] && environment.Text("AWS_LAMBDA_FUNCTION_NAME") is not null;

    private static void AddGateway(ServiceCollection services, EndpointSettings settings)
    {
        AddServer(services, settings);
        services.AddAwsBackends(settings.Backends with { KeepsState = false });
        services.AddGateway(settings.Discovery, settings.Catalog, settings.Calls);
        if (settings.ManagementTools)
            services.AddManagementTools(settings.Discovery);
        if (settings.RunsTasks)
            services.AddTasks(settings.Tasks, settings.TaskFunction);
        services.AddFunctionProbe(settings.TaskFunction);
    }

    private static void AddServer(ServiceCollection services, EndpointSettings settings)
    {
        services.AddLogging(logging =>
        {
            // The server's own lines on each request have its query, where some clients put tokens and old ones their session.
            logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
            if (settings.Front.IsStdio)
                logging.SetMinimumLevel(settings.LogLevel).AddProvider(new StandardErrorLog(settings.LogLevel));
            else
                logging.AddPowertoolsLogger(logger => logger.Service = settings.Telemetry.Service);
        });
        // Where the log is; standard output is the protocol's own with --stdio.
        services.AddSingleton(new AuditLog(settings.Telemetry, settings.Front.IsStdio ? Console.OpenStandardError : Console.OpenStandardOutput, TimeProvider.System));
        if (settings.Front.IsLambda && XRayDaemon.Find(Environment.GetEnvironmentVariable) is { } daemon)
            services.AddSingleton(new CallSegments(daemon, () => XRayTrace.Current, TimeProvider.System));
        services.AddAwsState(settings.Backends with { KeepsState = services.Any(service => service.ServiceType == typeof(McpMethod)) });
        services.AddMcpEndpoint(settings.Mcp);
    }
}
