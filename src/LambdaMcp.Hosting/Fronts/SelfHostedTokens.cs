using LambdaMcp.Auth.Jwt;
using LambdaMcp.Auth.Tokens;
using LambdaMcp.Auth.Tokens.Stored;
using LambdaMcp.AwsCalls.Items;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Hosting.Settings;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>The bearer tokens that a self-hosted endpoint takes: of a table, of the issuers in its settings, and from the settings or Secrets Manager.</summary>
internal static class SelfHostedTokens
{
    /// <summary>Whether anything is set by which tokens can be judged.</summary>
    public static bool IsAnySet(FrontSettings front) =>
        front.TokensTable is not null || front.Issuers.Entries.Count > 0 || front.Token is not null || front.TokenFile is not null || front.TokenSecretArn is not null;

    /// <exception cref="InvalidSettingException">Nothing is set, or what is set cannot be used.</exception>
    public static TokenVerifier Verifier(EndpointSettings settings, IServiceProvider services)
    {
        // The first that recognizes a token judges it.
        List<ITokenKind> kinds = [];
        if (settings.Front.TokensTable is { } table)
            kinds.Add(Stored(table, services));
        if (settings.Front.Issuers.Entries.Count > 0)
            kinds.Add(Issued(settings, services));
        if (Secret(settings.Front, services) is { } secret)
            kinds.Add(secret);
        return kinds.Count > 0
            ? new(kinds)
            : throw new InvalidSettingException(
                "No token is set: give clients' bearer token in MCP_AUTH_TOKEN, its file in MCP_AUTH_TOKEN_FILE, its secret in MCP_AUTH_TOKEN_SECRET_ARN, a table of tokens in MCP_TOKENS_TABLE, or issuers of tokens in MCP_TOKEN_ISSUERS.");
    }

    // The client is there as long as the process is.
    private static StoredTokens Stored(string table, IServiceProvider services) =>
        new(new DynamoDbItems(table, TimeSpan.FromSeconds(2)).GetAsync, TimeProvider.System, services.GetRequiredService<ILogger<StoredTokens>>());

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

    private static SecretTokens? Secret(FrontSettings front, IServiceProvider services)
    {
        if (front.TokenSecretArn is { } arn)
        {
            var secrets = services.GetRequiredService<ISecretSource>();
            var logger = services.GetRequiredService<ILogger<TokenSecret>>();
            return new(new TokenSecret(cancellationToken => secrets.GetAsync(arn, cancellationToken), TimeProvider.System, logger).GetAsync);
        }

        if (front.TokenFile is { } file)
        {
            Check(file);
            var logger = services.GetRequiredService<ILogger<TokenSecret>>();
            return new(new TokenSecret(async cancellationToken => (await File.ReadAllTextAsync(file, cancellationToken)).Trim(), TimeProvider.System, logger).GetAsync);
        }

        if (front.Token is not { } token)
            return null;
        var tokens = Parse(token, "MCP_AUTH_TOKEN");
        return new(_ => ValueTask.FromResult(tokens));
    }

    // At the start, where somebody sees it.
    private static void Check(string file)
    {
        try
        {
            Parse(File.ReadAllText(file).Trim(), "MCP_AUTH_TOKEN_FILE");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"MCP_AUTH_TOKEN_FILE cannot be read: {exception.Message}");
        }
    }

    private static StaticTokens Parse(string text, string variable)
    {
        try
        {
            return StaticTokens.Parse(text);
        }
        catch (MalformedTokenSecretException exception)
        {
            throw new InvalidSettingException($"{variable} cannot be used: {exception.Message}");
        }
    }
}
