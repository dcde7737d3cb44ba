using LambdaMcp.Auth.Tokens;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Endpoint.Settings;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>The bearer tokens that a self-hosted endpoint takes: from its settings, or from Secrets Manager.</summary>
internal static class SelfHostedTokens
{
    /// <exception cref="InvalidSettingException">Neither is set, or the token cannot be used.</exception>
    public static TokenVerifier Verifier(FrontSettings front, IServiceProvider services)
    {
        if (front.TokenSecretArn is { } arn)
        {
            var secrets = services.GetRequiredService<ISecretSource>();
            var logger = services.GetRequiredService<ILogger<TokenSecret>>();
            return new(new TokenSecret(cancellationToken => secrets.GetAsync(arn, cancellationToken), TimeProvider.System, logger).GetAsync);
        }

        try
        {
            return new(StaticTokens.Parse(front.Token
                ?? throw new InvalidSettingException("No token is set: give clients' bearer token in MCP_AUTH_TOKEN, or its secret in MCP_AUTH_TOKEN_SECRET_ARN.")));
        }
        catch (MalformedTokenSecretException exception)
        {
            throw new InvalidSettingException($"MCP_AUTH_TOKEN cannot be used: {exception.Message}");
        }
    }
}
