using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.StdioBridge.Settings;

namespace LambdaMcp.StdioBridge.Tests.Settings;

public sealed class ServerSecretsTests : ISecretSource
{
    private int _asked;

    [Fact]
    public async Task Secrets_become_variables_of_the_server_and_win_over_plain_ones()
    {
        var settings = Of(("A", "arn:a"), ("B", "arn:b"));

        var resolved = await ServerSecrets.ResolveAsync(settings, this, TestContext.Current.CancellationToken);

        Assert.Equal(new Dictionary<string, string> { ["A"] = "value of arn:a", ["B"] = "value of arn:b", ["C"] = "plain" }, resolved.Server.Env);
        Assert.Equal("plain", settings.Server.Env["A"]);
    }

    [Fact]
    public async Task Without_secrets_nobody_is_asked()
    {
        var settings = Of();

        Assert.Same(settings, await ServerSecrets.ResolveAsync(settings, this, TestContext.Current.CancellationToken));
        Assert.Equal(0, _asked);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_is_told_by_its_variables_name()
    {
        var refused = await Assert.ThrowsAsync<InvalidSettingException>(
            () => ServerSecrets.ResolveAsync(Of(("API_KEY", "arn:missing")), this, TestContext.Current.CancellationToken));

        Assert.Contains("API_KEY", refused.Message, StringComparison.Ordinal);
        Assert.Contains("There is no secret arn:missing", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_no_variable_can_have_is_told_by_its_variables_name_and_not_shown()
    {
        var refused = await Assert.ThrowsAsync<InvalidSettingException>(
            () => ServerSecrets.ResolveAsync(Of(("API_KEY", "arn:binary")), this, TestContext.Current.CancellationToken));

        Assert.Contains("API_KEY", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("value of", refused.ToString(), StringComparison.Ordinal);
    }

    public Task<string> GetAsync(string arn, CancellationToken cancellationToken)
    {
        _asked++;
        return arn switch
        {
            "arn:missing" => throw new SecretUnavailableException($"There is no secret {arn} with a current value."),
            "arn:binary" => Task.FromResult("value of\0it"),
            _ => Task.FromResult($"value of {arn}"),
        };
    }

    private static BridgeSettings Of(params (string Name, string Arn)[] secrets) => new()
    {
        Server = new() { Command = "s", Env = new Dictionary<string, string> { ["A"] = "plain", ["C"] = "plain" } },
        Label = new("s", "S"),
        Secrets = secrets.ToDictionary(secret => secret.Name, secret => secret.Arn),
    };
}
