using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.AwsCalls.Items;
using LambdaMcp.Telemetry;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Lambda;

/// <summary>The API Gateway authorizer: a Lambda function that turns a request's bearer token into a policy.</summary>
public static class LambdaAuthorizer
{
    /// <summary>Judges requests until Lambda ends the process. Environment variables configure it, of the same names as the endpoint's.</summary>
    /// <exception cref="FormatException">A variable's value cannot be used.</exception>
    public static async Task RunAsync()
    {
        // Every decision is one record, whatever the log's level.
        var audit = new AuditLog(TelemetryOptions.Read(Environment.GetEnvironmentVariable, "mcp-authorizer"), Console.OpenStandardOutput, TimeProvider.System);
        using var loggers = LoggerFactory.Create(builder => builder.AddPowertoolsLogger(config => config.Service = "mcp-authorizer"));
        var logger = loggers.CreateLogger("LambdaMcp.Authorizer");

        // The known tokens, from the secret.
        using var fetch = new SecretFetch();
        var secret = new TokenSecret(fetch.FetchAsync, TimeProvider.System, logger);

        // Of these kinds, the first that recognizes a token judges it; the secret's come last, because they may have any form.
        List<ITokenKind> kinds = [];
        using var items = Environment.GetEnvironmentVariable("MCP_TOKENS_TABLE")?.Trim() is { Length: > 0 } table ? new DynamoDbItems(table, TimeSpan.FromSeconds(2)) : null;
        if (items is not null)
            kinds.Add(new StoredTokens(items.GetAsync, TimeProvider.System, logger));
        if (IssuedTokens.FromEnvironment(TimeProvider.System, logger) is { } issued)
            kinds.Add(issued);
        // Without a secret, a token that no other kind knows is nobody's; where there is nothing else either, that is a fault of the deployment.
        if (SecretFetch.IsSet || kinds.Count == 0)
            kinds.Add(new SecretTokens(secret.GetAsync));

        // A token becomes a policy.
        var authorizer = new BearerAuthorizer(new TokenVerifier(kinds), audit);

        // Requests come from API Gateway, through the Lambda Runtime API.
        using var bootstrap = LambdaBootstrapBuilder
            .Create<APIGatewayCustomAuthorizerRequest, APIGatewayCustomAuthorizerResponse>(
                authorizer.AuthorizeAsync, new SourceGeneratorLambdaJsonSerializer<AuthorizerJsonContext>())
            .Build();
        await bootstrap.RunAsync();
    }
}
