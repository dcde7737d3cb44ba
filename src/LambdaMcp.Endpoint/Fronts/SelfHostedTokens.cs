using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.AwsCalls.Items;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Endpoint.Settings;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>The bearer tokens that a self-hosted endpoint takes: from its settings, from Secrets Manager, from a table.</summary>
internal static class SelfHostedTokens
{
    /// <exception cref="InvalidSettingException">No tokens are set, or the token cannot be used.</exception>
    public static TokenVerifier Verifier(FrontSettings front, IServiceProvider services)
    {
        // The first that recognizes a token judges it.
        List<ITokenKind> kinds = [];
        if (front.TokensTable is { } table)
        {
            // It is there as long as the process is.
            var items = new DynamoDbItems(table, TimeSpan.FromSeconds(2));
            kinds.Add(new StoredTokens(items.GetAsync, TimeProvider.System, services.GetRequiredService<ILogger<StoredTokens>>()));
        }

        if (Secret(front, services) is { } secret)
            kinds.Add(secret);
        return kinds.Count > 0
            ? new(kinds)
            : throw new InvalidSettingException("No token is set: give clients' bearer token in MCP_AUTH_TOKEN, its secret in MCP_AUTH_TOKEN_SECRET_ARN, or a table of tokens in MCP_TOKENS_TABLE.");
    }

    private static SecretTokens? Secret(FrontSettings front, IServiceProvider services)
    {
        if (front.TokenSecretArn is { } arn)
        {
            var secrets = services.GetRequiredService<ISecretSource>();
            var logger = services.GetRequiredService<ILogger<TokenSecret>>();
            return new(new TokenSecret(cancellationToken => secrets.GetAsync(arn, cancellationToken), TimeProvider.System, logger).GetAsync);
        }

        if (front.Token is null)
            return null;
        try
        {
            var tokens = StaticTokens.Parse(front.Token);
            return new(_ => ValueTask.FromResult(tokens));
        }
        catch (MalformedTokenSecretException exception)
        {
            throw new InvalidSettingException($"MCP_AUTH_TOKEN cannot be used: {exception.Message}");
        }
    }
}
