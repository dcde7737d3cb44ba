using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Endpoint.Settings;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Endpoint.Fronts;

/// <summary>The bearer tokens that a self-hosted endpoint takes: of the issuers in its settings, and from the settings or Secrets Manager.</summary>
internal static class SelfHostedTokens
{
    /// <exception cref="InvalidSettingException">Nothing is set, or what is set cannot be used.</exception>
    public static TokenVerifier Verifier(EndpointSettings settings, IServiceProvider services)
    {
        List<ITokenKind> kinds = [];
        if (settings.Front.Issuers.Entries.Count > 0)
            kinds.Add(Issued(settings, services));
        if (Static(settings.Front, services) is { } tokens)
            kinds.Add(tokens);
        return kinds.Count > 0
            ? new(kinds)
            : throw new InvalidSettingException(
                "No token is set: give clients' bearer token in MCP_AUTH_TOKEN, or its secret in MCP_AUTH_TOKEN_SECRET_ARN, or issuers of tokens in MCP_TOKEN_ISSUERS.");
    }

    private static JwtTokens Issued(EndpointSettings settings, IServiceProvider services)
    {
        try
        {
            return new(settings.Front.Issuers, settings.Resource.PublicUrl, TimeProvider.System, services.GetRequiredService<ILogger<JwtTokens>>());
        }
        catch (FormatException exception)
        {
            throw new InvalidSettingException(exception.Message);
        }
    }

    private static SecretTokens? Static(FrontSettings front, IServiceProvider services)
    {
        if (front.TokenSecretArn is { } arn)
        {
            var secrets = services.GetRequiredService<ISecretSource>();
            var logger = services.GetRequiredService<ILogger<TokenSecret>>();
            return new(new TokenSecret(cancellationToken => secrets.GetAsync(arn, cancellationToken), TimeProvider.System, logger).GetAsync);
        }

        if (front.Token is not { } token)
            return null;
        try
        {
            var tokens = StaticTokens.Parse(token);
            return new(_ => ValueTask.FromResult(tokens));
        }
        catch (MalformedTokenSecretException exception)
        {
            throw new InvalidSettingException($"MCP_AUTH_TOKEN cannot be used: {exception.Message}");
        }
    }
}
