using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Monitoring;
using LambdaMcp.Local.ParameterStore;
using LambdaMcp.Local.S3;
using LambdaMcp.Local.Schemas;
using LambdaMcp.Local.SecretsManager;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tagging;

namespace LambdaMcp.Local.Tests.AwsApi;

/// <summary>The services behind the shared endpoint, with something in each.</summary>
internal sealed class ServicesFixture : IAsyncDisposable
{
    public const string SecretArn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mcp/token-AbCdEf";
    public const string SchemaArn = "arn:aws:schemas:us-east-1:123456789012:schema/tools/orders@input";

    private static readonly SigV4Key Key = new("AKIALOCAL", "local-secret");

    private static readonly IReadOnlyList<FunctionDefinition> Functions =
    [
        .. Enumerable.Range(1, 3).Select(number => Function($"tagged-{number}", new() { ["team"] = "crm", ["stage"] = $"{number}" })),
        Function("other", new() { ["team"] = "erp" }), Function("untagged", []),
    ];

    private LoopbackServer? _server;

    public ExecutionRecords Records { get; } = new();

    public SecretsManagerService Secrets { get; } = new();

    public string Url => _server!.Url;

    public static async Task<ServicesFixture> StartAsync()
    {
        var fixture = new ServicesFixture();
        var (parameters, schemas, storage) = (new ParameterStoreService(), new SchemasService(), new S3Service());
        fixture.Secrets.Add("mcp/token", SecretArn, "s3cret");
        parameters.Add(new("/mcp/token", "arn:aws:ssm:us-east-1:123456789012:parameter/mcp/token", "SecureString", "p4rameter"));
        parameters.Add(new("plain", "arn:aws:ssm:us-east-1:123456789012:parameter/plain", "String", "in the open"));
        foreach (var number in Enumerable.Range(1, 12))
            schemas.Add(new("tools", "orders@input", SchemaArn, "JSONSchemaDraft4", $$"""{"title":"version {{number}}"}"""));
        schemas.Add(new("tools", "returns", SchemaArn.Replace("orders@input", "returns", StringComparison.Ordinal), "OpenApi3", """{"openapi":"3.0.0"}""", "What comes back"));
        storage.AddBucket("answers");
        var endpoint = new AwsEndpoint(
            [fixture.Secrets, parameters, schemas, storage, new CloudWatchService(fixture.Records), new LogsService(fixture.Records, static group => group == "/aws/lambda/worker" ? ["worker"] : []),
                new TaggingService(static () => Functions)],
            new Dictionary<string, Microsoft.AspNetCore.Http.RequestDelegate>(),
            static service => new SigV4Verifier(Key, "us-east-1", service));
        fixture._server = await LoopbackServer.StartAsync(0, endpoint.HandleAsync);
        return fixture;
    }

    private static FunctionDefinition Function(string name, Dictionary<string, string> tags) => new()
    {
        Name = name,
        LogicalId = name,
        Arn = $"arn:aws:lambda:us-east-1:123456789012:function:{name}",
        Runtime = "provided.al2023",
        Handler = "bootstrap",
        CodeDirectory = "/",
        Tags = tags,
    };

    public ValueTask DisposeAsync() => _server!.DisposeAsync();
}
