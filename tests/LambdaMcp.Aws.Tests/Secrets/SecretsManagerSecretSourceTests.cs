using System.Net;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using LambdaMcp.Aws.Secrets;

namespace LambdaMcp.Aws.Tests.Secrets;

public sealed class SecretsManagerSecretSourceTests
{
    private const string Arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:token";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private Func<GetSecretValueResponse> _answer = static () => new GetSecretValueResponse { SecretString = "one" };

    [Fact]
    public async Task Each_call_gets_the_value_of_the_moment()
    {
        var source = Source();

        Assert.Equal("one", await source.GetAsync(Arn, Cancel));
        _answer = static () => new GetSecretValueResponse { SecretString = "two" };
        Assert.Equal("two", await source.GetAsync(Arn, Cancel));
    }

    [Fact]
    public async Task A_failure_is_told_without_the_secret_and_is_not_kept()
    {
        var source = Source();
        _answer = static () => throw new AmazonSecretsManagerException(
            "denied", null, ErrorType.Sender, "AccessDeniedException", "r", HttpStatusCode.BadRequest);

        var error = await Assert.ThrowsAsync<SecretUnavailableException>(() => source.GetAsync(Arn, Cancel));
        _answer = static () => new GetSecretValueResponse { SecretString = "one" };

        Assert.Contains("secretsmanager:GetSecretValue", error.Message, StringComparison.Ordinal);
        Assert.Equal("one", await source.GetAsync(Arn, Cancel));
    }

    private SecretsManagerSecretSource Source() => new(() => new ScriptedClient(this));

    private sealed class ScriptedClient(SecretsManagerSecretSourceTests test) : AmazonSecretsManagerClient(
        new BasicAWSCredentials("id", "secret"), new AmazonSecretsManagerConfig { ServiceURL = "http://127.0.0.1:9" })
    {
        public override Task<GetSecretValueResponse> GetSecretValueAsync(
            GetSecretValueRequest request, CancellationToken cancellationToken = default)
        {
            return Task.FromResult(test._answer());
        }
    }
}
