using LambdaMcp.Auth.Metadata;
using LambdaMcp.Aws;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Settings;

/// <summary>The endpoint's configuration, read once from the environment. <see cref="Help"/> describes every variable.</summary>
internal sealed partial record EndpointSettings
{
    public required McpEndpointOptions Mcp { get; init; }

    public DiscoveryOptions Discovery { get; init; } = new();

    public CatalogOptions Catalog { get; init; } = new();

    public CallOptions Calls { get; init; } = new();

    public required ProtectedResource Resource { get; init; }

    /// <summary>Whether the program brings its own catalogs, and there is no gateway.</summary>
    public bool HasOwnCatalogs { get; init; }

    public EndpointRole Role { get; init; }

    /// <summary>
    /// Builds what is served in the place of MCP; null where that is served. A program that has no such role has none of its code.
    /// </summary>
    public Action<IApplicationBuilder>? Instead { get; init; }

    public required AwsBackendOptions Backends { get; init; }

    /// <summary>Whether callers with their scope have the management tools.</summary>
    public bool ManagementTools { get; init; }

    /// <summary>Whether callers with an AWS signature are served.</summary>
    public bool IamClients { get; init; }

    public TaskOptions Tasks { get; init; } = new();

    /// <summary>The function that runs tasks; null where they run in this process, or not at all.</summary>
    public string? TaskFunction { get; init; }

    /// <summary>Whether calls can become tasks: an environment of Lambda's is frozen between requests, so they need a function there.</summary>
    public bool RunsTasks => TaskFunction is not null || !Front.IsLambda;

    public FrontSettings Front { get; init; } = new();

    /// <summary>The least severe messages of the log on standard error.</summary>
    public LogLevel LogLevel { get; init; }

    /// <summary>What is written down of decisions and calls.</summary>
    public TelemetryOptions Telemetry { get; init; } = new();

    /// <summary>Whether anything is set that tools can come from.</summary>
    public bool HasSource => Discovery.IsEnabled || Backends.RegistrationTable is not null;

    /// <param name="environment">The variables.</param>
    /// <param name="isStdio">Whether the process serves standard input and output.</param>
    /// <exception cref="InvalidSettingException">A variable's value cannot be used.</exception>
    public static EndpointSettings Read(EnvironmentReader environment, bool isStdio = false)
    {
        var front = FrontSettings.Read(environment, isStdio);
        var role = ReadRole(environment, front);
        var managementTools = environment.Flag("MCP_MANAGEMENT_TOOLS");
        var server = ReadServer(environment, front, ServiceOf(role), managementTools);
        return server with
        {
            Discovery = DiscoverySettings.Read(environment),
            // Who asks the registration API wants to know how things are, and asks seldom.
            Catalog = role == EndpointRole.Registration ? new() { RegistrationsMaxAge = TimeSpan.Zero, FunctionsMaxAge = TimeSpan.Zero } : new()
            {
                RegistrationsMaxAge = environment.Seconds("MCP_REGISTRATIONS_MAX_AGE_SECONDS", 10, least: 0),
                FunctionsMaxAge = environment.Seconds("MCP_FUNCTIONS_MAX_AGE_SECONDS", 300, least: 0),
                TargetsMaxAge = environment.Seconds("MCP_TARGETS_MAX_AGE_SECONDS", 300, least: 0),
                Search = ReadSearch(environment),
                InvokesMany = environment.Flag("MCP_INVOKE_MANY"),
            },
            Role = role,
            Instead = role == EndpointRole.Registration ? static app => app.MapRegistrations("/register") : null,
            ManagementTools = managementTools,
            IamClients = environment.Flag("MCP_IAM_CLIENTS") && (front.IsLambda
                ? true
                : throw new InvalidSettingException("MCP_IAM_CLIENTS is set, but AWS signatures are checked by API Gateway alone, in front of a Lambda function.")),
            Tasks = new() { TimeToLive = environment.Seconds("MCP_TASK_TTL_SECONDS", 86_400, least: 60) },
            // The worker itself has further rounds run by its like.
            TaskFunction = isStdio ? null : environment.Text("MCP_TASK_FUNCTION") ?? (role == EndpointRole.Tasks ? environment.Text("AWS_LAMBDA_FUNCTION_NAME") : null),
            Calls = ReadCalls(environment, server.Mcp),
            Backends = server.Backends with
            {
                LargeAnswersBucket = environment.Text("MCP_LARGE_ANSWERS_BUCKET"),
                RegistrationTable = environment.Text("MCP_REGISTRATIONS_TABLE"),
            },
        };
    }

    /// <summary>What the process serves; whether it can be served is not looked at.</summary>
    /// <exception cref="InvalidSettingException">There is no such role.</exception>
    public static EndpointRole RoleOf(EnvironmentReader environment) =>
        environment.Choice("MCP_ROLE", EndpointRole.Endpoint, EndpointRole.Registration, EndpointRole.Tasks, EndpointRole.Authorizer);

    private static string ServiceOf(EndpointRole role) => role switch
    {
        EndpointRole.Registration => "mcp-registration",
        EndpointRole.Tasks => "mcp-tasks",
        _ => "mcp-endpoint",
    };

    private static CallOptions ReadCalls(EnvironmentReader environment, McpEndpointOptions mcp) => new()
    {
        DeadlineReserve = mcp.DeadlineReserve,
        MaxCallsPerPrincipal = environment.Number("MCP_MAX_CALLS_PER_PRINCIPAL", 0, least: 0, most: 1000) is > 0 and var most ? most : null,
        CacheBytes = environment.Number("MCP_RESULT_CACHE_BYTES", 16 * 1024 * 1024, least: 0),
        StackTraces = environment.Flag("MCP_FUNCTION_STACK_TRACES"),
        Interceptors = new()
        {
            Request = environment.Text("MCP_REQUEST_INTERCEPTOR_ARN"),
            Response = environment.Text("MCP_RESPONSE_INTERCEPTOR_ARN"),
            PassHeaders = environment.Flag("MCP_INTERCEPTOR_HEADERS"),
        },
        LargeAnswers = environment.Text("MCP_LARGE_ANSWERS_BUCKET") is null ? null : new()
        {
            Threshold = environment.Number("MCP_LARGE_ANSWER_BYTES", 5 * 1024 * 1024, least: 64 * 1024, most: 64 * 1024 * 1024),
            LinkLifetime = TimeSpan.FromSeconds(environment.Number("MCP_LARGE_ANSWER_LINK_SECONDS", 3600, least: 60, most: 43_200)),
        },
    };

    private static SearchMode ReadSearch(EnvironmentReader environment) => environment.Text("MCP_SEARCH_TOOLS")?.ToLowerInvariant() switch
    {
        null or "false" or "0" => SearchMode.Off,
        "true" or "1" => SearchMode.On,
        "only" => SearchMode.Only,
        var other => throw new InvalidSettingException($"MCP_SEARCH_TOOLS is '{other}'; it must be true, false or only."),
    };

    // Who may register is decided by API Gateway's IAM authorization alone, so nothing but its events may lead there.
    private static EndpointRole ReadRole(EnvironmentReader environment, FrontSettings front) =>
        RoleOf(environment) switch
        {
            EndpointRole.Authorizer =>
                throw new InvalidSettingException("MCP_ROLE is Authorizer, which is served on Lambda only. Elsewhere the endpoint judges tokens itself."),
            EndpointRole.Registration when !front.IsLambda =>
                throw new InvalidSettingException("MCP_ROLE is Registration, which is served on Lambda only, behind API Gateway's IAM authorization."),
            EndpointRole.Registration when environment.Text("MCP_REGISTRATIONS_TABLE") is null =>
                throw new InvalidSettingException("MCP_ROLE is Registration, but MCP_REGISTRATIONS_TABLE is not set."),
            EndpointRole.Tasks when !front.IsLambda =>
                throw new InvalidSettingException("MCP_ROLE is Tasks, which is served on Lambda only. Elsewhere the endpoint runs tasks itself."),
            EndpointRole.Tasks when environment.Text("MCP_SESSIONS_TABLE") is null =>
                throw new InvalidSettingException("MCP_ROLE is Tasks, but MCP_SESSIONS_TABLE is not set: it is where the tasks are."),
            var role => role,
        };
}
