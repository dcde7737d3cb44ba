using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Authorizer;
using Microsoft.Extensions.Logging;

// Every decision is one structured log record.
using var loggers = LoggerFactory.Create(builder => builder.AddPowertoolsLogger(config => config.Service = "mcp-authorizer"));
var logger = loggers.CreateLogger("LambdaMcp.Authorizer");

// The known tokens, from the secret.
using var fetch = new SecretFetch();
var secret = new TokenSecret(fetch.FetchAsync, TimeProvider.System, logger);

// Each kind of token, the secret's last, because they may have any form.
List<ITokenKind> kinds = [];
if (IssuedTokens.FromEnvironment(TimeProvider.System, logger) is { } issued)
    kinds.Add(issued);
kinds.Add(new SecretTokens(secret.GetAsync));

// A token becomes a policy.
var authorizer = new BearerAuthorizer(new TokenVerifier(kinds), logger);

// Requests come from API Gateway, through the Lambda Runtime API.
using var bootstrap = LambdaBootstrapBuilder
    .Create<APIGatewayCustomAuthorizerRequest, APIGatewayCustomAuthorizerResponse>(
        authorizer.AuthorizeAsync, new SourceGeneratorLambdaJsonSerializer<AuthorizerJsonContext>())
    .Build();
await bootstrap.RunAsync();
