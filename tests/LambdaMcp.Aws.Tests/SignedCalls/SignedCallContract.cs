using Amazon.Runtime;
using LambdaMcp.Aws.Management;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Gateway.Management.Monitoring;

namespace LambdaMcp.Aws.Tests.SignedCalls;

/// <summary>What our client must get from every service that stands for AWS's.</summary>
public abstract class SignedCallContract
{
    protected const string Function = "worker";
    protected const string SecretName = "mcp/token";
    protected const string SecretText = "s3cret";
    protected const string ParameterArn = "arn:aws:ssm:us-east-1:123456789012:parameter/mcp/token";
    protected const string ParameterText = "p4rameter";

    private static readonly BasicAWSCredentials Credentials = new("AKIALOCAL", "local-secret");

    /// <summary>A minute that metrics are in.</summary>
    protected static DateTimeOffset Minute { get; } = new(DateTimeOffset.UtcNow.AddMinutes(-5).Ticks / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The address of the services.</summary>
    protected abstract Task<string> UrlAsync();

    [Fact]
    public async Task A_secret_is_read()
    {
        var secrets = new SecretsManagerSecrets(await ClientAsync(SignedService.SecretsManager));

        Assert.Equal(SecretText, await secrets.GetAsync(SecretName, Cancel));
    }

    [Fact]
    public async Task A_secret_that_is_not_there_is_told_so()
    {
        var secrets = new SecretsManagerSecrets(await ClientAsync(SignedService.SecretsManager));

        var error = await Assert.ThrowsAsync<SecretUnavailableException>(() => secrets.GetAsync("none", Cancel));
        Assert.Contains("There is no secret none", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secure_parameter_is_read_by_its_ARN_and_decrypted()
    {
        var secrets = new ParameterStoreSecrets(await ClientAsync(SignedService.Ssm));

        Assert.Equal(ParameterText, await secrets.GetAsync(ParameterArn, Cancel));
    }

    [Fact]
    public async Task A_parameter_that_is_not_there_is_told_so()
    {
        var secrets = new ParameterStoreSecrets(await ClientAsync(SignedService.Ssm));

        var error = await Assert.ThrowsAsync<SecretUnavailableException>(() => secrets.GetAsync(ParameterArn + "/none", Cancel));
        Assert.Contains("There is no secret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Metrics_are_read_in_the_order_of_their_queries()
    {
        var monitor = await MonitorAsync();

        var series = await monitor.ReadMetricsAsync(
            Function,
            [new("Invocations", "Sum"), new("Duration", "Maximum"), new("Throttles", "Sum")],
            new(Minute.AddMinutes(-10), Minute.AddMinutes(10)),
            TimeSpan.FromMinutes(1),
            Cancel);

        Assert.Equal([new MetricPoint(Minute, 2)], series[0]);
        Assert.Equal([new MetricPoint(Minute, 200)], series[1]);
        Assert.Equal(0, series[2].Sum(point => point.Value));
    }

    [Fact]
    public async Task Lines_of_a_log_are_found_by_a_pattern_in_pages()
    {
        var monitor = await MonitorAsync();
        var range = new TimeRange(DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(1));
        var (lines, pages, next) = (new List<string>(), 0, (string?)null);
        do
        {
            var page = await monitor.ReadLogAsync(Function, "ERROR", range, 2, next, Cancel);
            lines.AddRange(page.Lines.Select(line => line.Text));
            next = page.Continuation;
            pages++;
        }
        while (next is not null && pages < 10);

        Assert.Equal(["ERROR 1", "ERROR 3", "ERROR 5"], lines);
    }

    [Fact]
    public async Task A_function_that_never_wrote_has_an_empty_log()
    {
        var monitor = await MonitorAsync();

        var page = await monitor.ReadLogAsync("silent", "ERROR", new(Minute, Minute.AddMinutes(1)), 2, null, Cancel);

        Assert.Empty(page.Lines);
    }

    private protected async Task<Func<SignedClient>> ClientAsync(SignedService service)
    {
        var config = new SignedClientConfig(service) { ServiceURL = await UrlAsync(), AuthenticationRegion = "us-east-1" };
        var client = new SignedClient(Credentials, service, config);
        return () => client;
    }

    private async Task<CloudWatchExecutionMonitor> MonitorAsync() =>
        new(await ClientAsync(SignedService.CloudWatch), await ClientAsync(SignedService.Logs));
}
