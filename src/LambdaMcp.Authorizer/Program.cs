using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.Authorizer;
using LambdaMcp.AwsCalls.Items;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.Logging;

// Every decision is one record, whatever the log's level.
var audit = new AuditLog(TelemetryOptions.Read(Environment.GetEnvironmentVariable, "mcp-authorizer"), Console.OpenStandardOutput, TimeProvider.System);
using var loggers = LoggerFactory.Create(builder => builder.AddPowertoolsLogger(config => config.Service = "mcp-authorizer"));
var logger = loggers.CreateLogger("LambdaMcp.Authorizer");

// The known tokens, from the secret.
using var fetch = new SecretFetch();
var secret = new TokenSecret(fetch.FetchAsync, TimeProvider.System, logger);

// Of these kinds, the first that recognizes a token judges it; the secret's come last, because they may have any form.
List<ITokenKind> kinds = [];
using var items = Environment.GetEnvironmentVariable("MCP_TOKENS_TABLE") is { Length: > 0 } table ? new DynamoDbItems(table, TimeSpan.FromSeconds(2)) : null;
if (items is not null)
    kinds.Add(new StoredTokens(items.GetAsync, TimeProvider.System, logger));
if (IssuedTokens.FromEnvironment(TimeProvider.System, logger) is { } issued)
    kinds.Add(issued);
kinds.Add(new SecretTokens(secret.GetAsync));

// A token becomes a policy.
var authorizer = new BearerAuthorizer(new TokenVerifier(kinds), audit);

// Requests come from API Gateway, through the Lambda Runtime API.
using var bootstrap = LambdaBootstrapBuilder
    .Create<APIGatewayCustomAuthorizerRequest, APIGatewayCustomAuthorizerResponse>(
        authorizer.AuthorizeAsync, new SourceGeneratorLambdaJsonSerializer<AuthorizerJsonContext>())
    .Build();
await bootstrap.RunAsync();
