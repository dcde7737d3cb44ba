using LambdaMcp.Aws.Schemas;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Monitoring;
using LambdaMcp.Local.ParameterStore;
using LambdaMcp.Local.Schemas;
using LambdaMcp.Local.SecretsManager;
using LambdaMcp.Local.Signing;

namespace LambdaMcp.Aws.Tests.SignedCalls;

/// <summary>The project's own services, which check every signature.</summary>
public sealed class SignedCallsOnLocal : SignedCallContract, IAsyncLifetime
{
    private const string SchemaArn = "arn:aws:schemas:us-east-1:123456789012:schema/tools/orders@input";

    private LoopbackServer? _server;

    [Fact]
    public async Task A_schema_is_described_in_any_version()
    {
        var registry = new EventBridgeSchemaRegistry(await ClientAsync(SignedService.Schemas));

        var newest = await registry.DescribeAsync(SchemaArn, null, Cancel);
        var older = await registry.DescribeAsync(SchemaArn, "2", Cancel);

        Assert.Equal(("orders@input", "12", RegistrySchemaType.JsonSchemaDraft4), (newest!.Name, newest.Version, newest.Type));
        Assert.NotNull(newest.LastModified);
        Assert.Equal("""{"title":"version 2"}""", older!.Content);
        Assert.Null(await registry.DescribeAsync(SchemaArn, "13", Cancel));
        Assert.Null(await registry.DescribeAsync(SchemaArn + "-none", null, Cancel));
    }

    [Fact]
    public async Task All_versions_are_listed_page_after_page()
    {
        var registry = new EventBridgeSchemaRegistry(await ClientAsync(SignedService.Schemas));

        var versions = await registry.ListVersionsAsync(SchemaArn, Cancel).ToListAsync(Cancel);

        Assert.Equal(Enumerable.Range(1, 12).Select(number => $"{number}"), versions);
    }

    [Theory]
    [InlineData("not an ARN", "is not the ARN of a schema")]
    [InlineData("arn:aws:schemas:us-east-1:123456789012:registry/tools", "is not the ARN of a schema")]
    [InlineData("arn:aws:schemas:eu-west-1:123456789012:schema/tools/orders", "is in eu-west-1")]
    public async Task What_is_no_schema_here_is_told_so(string arn, string expected)
    {
        var registry = new EventBridgeSchemaRegistry(await ClientAsync(SignedService.Schemas));

        var error = await Assert.ThrowsAsync<SchemaUnavailableException>(() => registry.DescribeAsync(arn, null, Cancel));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    public async ValueTask InitializeAsync()
    {
        var (secrets, parameters, schemas, records) = (new SecretsManagerService(), new ParameterStoreService(), new SchemasService(), new ExecutionRecords());
        secrets.Add(SecretName, "arn:aws:secretsmanager:us-east-1:123456789012:secret:mcp/token-AbCdEf", SecretText);
        parameters.Add(new("/mcp/token", ParameterArn, "SecureString", ParameterText));
        foreach (var number in Enumerable.Range(1, 12))
            schemas.Add(new("tools", "orders@input", SchemaArn, "JSONSchemaDraft4", $$"""{"title":"version {{number}}"}"""));
        foreach (var duration in (int[])[100, 200])
            records.Add(Function, new Execution(Minute.AddSeconds(1), TimeSpan.FromMilliseconds(duration), Failed: false, Concurrency: 1));
        foreach (var number in Enumerable.Range(0, 6))
            records.Log(Function, number % 2 == 0 ? $"fine {number}" : $"ERROR {number}");
        var endpoint = new AwsEndpoint(
            [secrets, parameters, schemas, new CloudWatchService(records), new LogsService(records, static _ => [Function])],
            new Dictionary<string, Microsoft.AspNetCore.Http.RequestDelegate>(),
            static service => new SigV4Verifier(new("AKIALOCAL", "local-secret"), "us-east-1", service));
        _server = await LoopbackServer.StartAsync(0, endpoint.HandleAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    protected override Task<string> UrlAsync() => Task.FromResult(_server!.Url);
}
