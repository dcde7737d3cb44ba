using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.Hosting;

namespace LambdaMcp.Aws.Tests.Tables;

/// <summary>The project's own table service.</summary>
public sealed class LocalTables : ITableService, IAsyncLifetime
{
    private readonly DynamoDbService _service = new(new DynamoDbOptions());
    private LoopbackServer? _server;
    private AmazonDynamoDBClient? _client;

    public async ValueTask InitializeAsync()
    {
        _server = await LoopbackServer.StartAsync(0, _service.HandleAsync);
        _client = new AmazonDynamoDBClient(
            new BasicAWSCredentials("local", "local"),
            new AmazonDynamoDBConfig { ServiceURL = _server.Url, AuthenticationRegion = "eu-west-1" });
    }

    public string Url => _server!.Url;

    public IAmazonDynamoDB Client() => _client!;

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        _service.Dispose();
    }
}
