using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.FunctionUrls;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Monitoring;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Templates;
using LambdaMcp.Local.Tracing;
using LambdaMcp.Local.Viewer;

namespace LambdaMcp.Local.Hosting;

/// <summary>The services that the templates need, each on a loopback port of its own, wired to each other and to the functions.</summary>
internal sealed class LocalCloud : IAsyncDisposable
{
    private readonly Stack<IAsyncDisposable> _parts = new();
    private readonly LocalCredentials _credentials = LocalCredentials.Generate();
    private readonly IReadOnlyList<Stack> _stacks;
    private readonly IReadOnlyList<RestApi> _apis;
    private readonly TraceLog? _traces;

    private LocalCloud(IReadOnlyList<Stack> stacks, TraceLog? traces)
    {
        _traces = traces;
        _stacks = stacks;
        _apis = [.. stacks.SelectMany(stack => stack.Apis)];
        if (_apis.GroupBy(api => api.Stage).FirstOrDefault(group => group.Count() > 1) is { } shared)
            throw new StartupException($"Two APIs have the stage {shared.Key}: give one of them another StageName");
    }

    /// <summary>What others need to know of it.</summary>
    public ReadyFile Ready { get; private set; } = null!;

    /// <param name="stacks">What to run.</param>
    /// <param name="functions">The stacks' functions, with the folders that they run from.</param>
    /// <param name="options">The command line.</param>
    /// <param name="front">Where API Gateway listens.</param>
    /// <param name="functionUrls">Where function URLs listen.</param>
    /// <param name="log">Takes what functions write.</param>
    /// <param name="logger">Takes what goes wrong at the front door.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <exception cref="StartupException">It cannot be started.</exception>
    public static async Task<LocalCloud> StartAsync(
        IReadOnlyList<Stack> stacks,
        IReadOnlyList<FunctionDefinition> functions,
        LocalOptions options,
        ReservedPort front,
        FunctionUrlPorts functionUrls,
        FunctionLog log,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        var cloud = new LocalCloud(stacks, options.Page ? new TraceLog() : null);
        try
        {
            await cloud.StartAsync(functions, options, front, functionUrls, log, logger, cancellationToken);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        // Last started, first stopped: no request comes in for a service that is gone.
        while (_parts.TryPop(out var part))
            await part.DisposeAsync();
    }

    private async Task StartAsync(
        IReadOnlyList<FunctionDefinition> functions, LocalOptions options, ReservedPort front, FunctionUrlPorts functionUrls, FunctionLog log, ILogger logger, CancellationToken cancellationToken)
    {
        var dynamoDb = await StartDynamoDbAsync(options, cancellationToken);
        var records = new ExecutionRecords();
        var (lambda, lambdaUrl) = await StartLambdaAsync(functions, options, log, records, dynamoDb.Url);
        var endpointUrl = await StartEndpointAsync(lambda, records, dynamoDb.Handler);

        Task<InvocationResult> Invoke(string arn, InvocationRequest request, CancellationToken cancellation) =>
            lambda.Find(arn) is { } function
                ? lambda.InvokeAsync(function, request, cancellation)
                : throw new LambdaRejectedException(404, "ResourceNotFoundException", $"there is no function {arn}");

        var caller = new IamCaller(_credentials.AccountId, _credentials.AccessKeyId);
        foreach (var function in functions.Where(static function => function.Url is not null))
        {
            var handler = new FunctionUrlHandler(function, Invoke, new IamAuthorizer(caller, Signatures("lambda")), _credentials.AccountId, logger, _traces);
            _parts.Push(await LoopbackServer.StartAsync(functionUrls.Find(function.Url!.Address), handler.HandleAsync));
        }

        var iam = new IamAuthorizer(caller, Signatures("execute-api"));
        var router = new StageRouter([.. _apis.Select(api => new RestApiHandler(
            api with { StreamIdle = options.StreamIdle ?? api.StreamIdle }, Invoke, iam, TimeProvider.System, logger, _traces))]);
        var gateway = await LoopbackServer.StartAsync(front, router.HandleAsync);
        _parts.Push(gateway);
        Ready = Describe(gateway.Url, lambdaUrl, dynamoDb.Url, endpointUrl) with { FunctionUrls = Urls(functions) };
        if (_traces is { } traces)
            Ready = Ready with { PageUrl = await StartPageAsync(traces, lambda) };
    }

    private async Task<string> StartPageAsync(TraceLog traces, LambdaService lambda)
    {
        var secrets = traces.Secrets;
        secrets.AddFixed(_credentials.SecretAccessKey);
        foreach (var stack in _stacks)
        {
            foreach (var secret in stack.Secrets)
                secrets.AddFixed(secret.Value);
            foreach (var parameter in stack.StoredParameters.Where(static parameter => parameter.Type == "SecureString"))
                secrets.AddFixed(parameter.Value);
            foreach (var value in stack.HiddenValues)
                secrets.AddFixed(value);
        }
        var mcp = Ready is { McpUrl: { } url, Token: { } token } ? new McpCaller(url, token) : null;
        if (mcp is not null)
            _parts.Push(new Part(mcp));
        var page = await PageServer.StartAsync(new PageOptions
        {
            Traces = traces,
            Functions = () => lambda.States,
            Mcp = mcp,
            Tables = new(Ready.DynamodbUrl, _credentials, Setting("MCP_SESSIONS_TABLE"), Setting("MCP_REGISTRATIONS_TABLE")),
        });
        _parts.Push(page);
        return page.Url;
    }

    private async Task<(string Url, RequestDelegate? Handler)> StartDynamoDbAsync(LocalOptions options, CancellationToken cancellationToken)
    {
        var tables = _stacks.SelectMany(stack => stack.Tables).ToList();
        if (options.DynamoDb is { } url)
        {
            await RemoteTables.CreateMissingAsync(url, _credentials, tables, cancellationToken);
            return (url.ToString().TrimEnd('/'), null);
        }
        var service = new DynamoDbService(new DynamoDbOptions
        {
            Region = _credentials.Region,
            AccountId = _credentials.AccountId,
            Signatures = Verifier("dynamodb"),
            Traces = _traces,
        });
        _parts.Push(new Part(service));
        foreach (var table in tables)
            service.CreateTable(table);
        return ((await ListenAsync(service.HandleAsync)).Url, service.HandleAsync);
    }

    /// <summary>The address of all services that have none of their own, and of the others too.</summary>
    private async Task<string> StartEndpointAsync(LambdaService lambda, ExecutionRecords records, RequestDelegate? dynamoDb)
    {
        var others = new Dictionary<string, RequestDelegate> { ["lambda"] = lambda.HandleAsync };
        if (dynamoDb is not null)
            others["dynamodb"] = dynamoDb;
        var endpoint = new AwsEndpoint(
            DeclaredServices.Create(_stacks, records, lambda), others, Verifier, _traces);
        var url = (await ListenAsync(endpoint.HandleAsync)).Url;
        lambda.Environment["AWS_ENDPOINT_URL"] = url;
        return url;
    }

    private async Task<(LambdaService Service, string Url)> StartLambdaAsync(
        IReadOnlyList<FunctionDefinition> functions, LocalOptions local, FunctionLog log, ExecutionRecords records, string dynamoDb)
    {
        var signatures = Signatures("lambda");
        var options = new LambdaServiceOptions
        {
            Region = _credentials.Region,
            AccountId = _credentials.AccountId,
            AccessKeyId = _credentials.AccessKeyId,
            SecretAccessKey = _credentials.SecretAccessKey,
            LogSink = (function, line) =>
            {
                records.Log(function, line);
                log.Write(function, line);
            },
            ExecutionSink = records.Add,
            DuplicateEvents = local.DuplicateEvents,
            Traces = _traces,
            IsAuthentic = context => IsAuthenticAsync(context, signatures),
        };
        var service = new LambdaService(options);
        _parts.Push(service);
        foreach (var function in functions)
        {
            if (service.Find(function.Name) is not null)
                throw new StartupException($"Two functions have the name {function.Name}");
            service.Add(function);
        }
        var server = await ListenAsync(service.HandleAsync);
        options.ExtraEnvironment["AWS_ENDPOINT_URL_LAMBDA"] = server.Url;
        options.ExtraEnvironment["AWS_ENDPOINT_URL_DYNAMODB"] = dynamoDb;
        return (service, server.Url);
    }

    private async Task<LoopbackServer> ListenAsync(RequestDelegate handler)
    {
        var server = await LoopbackServer.StartAsync(0, handler);
        _parts.Push(server);
        return server;
    }

    private Func<SigV4Request, SigV4Result> Signatures(string service) => Verifier(service).Verify;

    private SigV4Verifier Verifier(string service) => new(new(_credentials.AccessKeyId, _credentials.SecretAccessKey), _credentials.Region, service);

    /// <summary>Checks a request whose body is in memory.</summary>
    private static async Task<bool> IsAuthenticAsync(HttpContext context, Func<SigV4Request, SigV4Result> verify)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        context.Request.Body.Position = 0;
        return verify(SigV4Request.From(context.Request, body.ToArray())).IsOk;
    }

    private ReadyFile Describe(string gateway, string lambda, string dynamoDb, string endpoint)
    {
        string? Url(string path) => _apis.FirstOrDefault(api => api.Routes.Any(route => route.Path == path)) is { } api
            ? $"{gateway}/{api.Stage}{path}"
            : null;

        return new ReadyFile(
            Url("/mcp"), Token(), Url("/register"), Url("/health"), lambda, dynamoDb, endpoint, _credentials.Region, _credentials.AccessKeyId, _credentials.SecretAccessKey,
            Setting("MCP_TOKENS_TABLE"));
    }

    /// <summary>The addresses of the functions that have one, by logical id, or by name where two stacks have the same.</summary>
    private static Dictionary<string, string> Urls(IReadOnlyList<FunctionDefinition> functions)
    {
        var urls = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var function in functions.Where(static function => function.Url is not null))
        {
            if (!urls.TryAdd(function.LogicalId, function.Url!.Address))
                urls[function.Name] = function.Url.Address;
        }
        return urls;
    }

    /// <summary>The secret that the authorizer is given.</summary>
    private string? Token()
    {
        var arn = Setting("MCP_AUTH_TOKEN_SECRET_ARN");
        return _stacks.SelectMany(stack => stack.Secrets).FirstOrDefault(secret => secret.Arn == arn)?.Value;
    }

    private string? Setting(string name) => _stacks.SelectMany(stack => stack.Functions)
        .Select(function => function.Environment.GetValueOrDefault(name))
        .FirstOrDefault(value => value is not null);

    private sealed class Part(IDisposable part) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            part.Dispose();
            return default;
        }
    }
}
