using Amazon.DynamoDBv2;
using Amazon.Runtime;

namespace LambdaMcp.Local.Tests.DynamoDb;

/// <summary>A DynamoDB that the contract is held against.</summary>
public abstract class DynamoDbTarget : IAsyncDisposable
{
    public const string Region = "us-east-1";
    public const string AccessKeyId = "local";
    public const string SecretAccessKey = "secret";

    private readonly Lazy<Task<Uri>> _url;

    protected DynamoDbTarget() => _url = new(StartAsync);

    /// <summary>Starts the service when the first test asks for it.</summary>
    public Task<Uri> UrlAsync() => _url.Value;

    public async Task<IAmazonDynamoDB> ClientAsync() => new AmazonDynamoDBClient(
        new BasicAWSCredentials(AccessKeyId, SecretAccessKey),
        new AmazonDynamoDBConfig
        {
            ServiceURL = (await UrlAsync()).ToString(),
            AuthenticationRegion = Region,
            MaxErrorRetry = 0,
        });

    public abstract ValueTask DisposeAsync();

    protected abstract Task<Uri> StartAsync();
}
