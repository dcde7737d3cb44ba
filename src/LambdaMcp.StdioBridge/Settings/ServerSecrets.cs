using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.StdioBridge.Settings;

/// <summary>Reads the secrets among the server's variables, once, before it is started.</summary>
internal static class ServerSecrets
{
    /// <summary>The settings with the secrets' values among the server's variables, where they win over plain ones.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="source">Reads secrets; not asked for where there are none.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="InvalidSettingException">A secret cannot be read; the message has its variable's name.</exception>
    public static async Task<BridgeSettings> ResolveAsync(BridgeSettings settings, ISecretSource source, CancellationToken cancellationToken)
    {
        if (settings.Secrets.Count == 0)
            return settings;
        var env = new Dictionary<string, string>(settings.Server.Env, StringComparer.Ordinal);
        foreach (var (name, value) in await Task.WhenAll(settings.Secrets.Select(entry => ReadAsync(source, entry.Key, entry.Value, cancellationToken))))
            env[name] = value;
        return settings with { Server = settings.Server with { Env = env } };
    }

    private static async Task<(string Name, string Value)> ReadAsync(ISecretSource secrets, string name, string arn, CancellationToken cancellationToken)
    {
        try
        {
            var value = await secrets.GetAsync(arn, cancellationToken);
            return value.Contains('\0', StringComparison.Ordinal)
                ? throw new InvalidSettingException($"The secret of the server's variable {name} has a NUL, which no variable can have.")
                : (name, value);
        }
        catch (SecretUnavailableException exception)
        {
            throw new InvalidSettingException($"The server's variable {name} has no value: {exception.Message}");
        }
    }
}
