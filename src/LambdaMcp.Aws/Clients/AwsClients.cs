using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecretsManager;

namespace LambdaMcp.Aws.Clients;

/// <summary>The SDK's clients, each made on its first use, all on one pool of connections.</summary>
internal sealed class AwsClients : IDisposable
{
    // The SDK counts the first try apart.
    private const int Retries = 2;
    private static readonly TimeSpan ShortAnswer = TimeSpan.FromSeconds(5);

    private readonly SharedHttp _http = new(TimeProvider.System);
    private readonly Lazy<AmazonDynamoDBClient> _dynamoDb;
    private readonly Lazy<AmazonLambdaClient> _lambda;
    private readonly Lazy<AmazonSecretsManagerClient> _secretsManager;

    public AwsClients()
    {
        _dynamoDb = new(() => new AmazonDynamoDBClient(Configure(new AmazonDynamoDBConfig { Timeout = ShortAnswer })));
        // How long a function may take is the caller's to say.
        _lambda = new(() => new InvokingLambdaClient(Configure(new AmazonLambdaConfig { Timeout = Timeout.InfiniteTimeSpan })));
        _secretsManager = new(() => new AmazonSecretsManagerClient(Configure(new AmazonSecretsManagerConfig { Timeout = ShortAnswer })));
    }

    public bool AnyMade => _dynamoDb.IsValueCreated || _lambda.IsValueCreated || _secretsManager.IsValueCreated;

    public IAmazonDynamoDB DynamoDb() => _dynamoDb.Value;

    public IAmazonLambda Lambda() => _lambda.Value;

    public IAmazonSecretsManager SecretsManager() => _secretsManager.Value;

    public void Dispose()
    {
        if (_dynamoDb.IsValueCreated)
            _dynamoDb.Value.Dispose();
        if (_lambda.IsValueCreated)
            _lambda.Value.Dispose();
        if (_secretsManager.IsValueCreated)
            _secretsManager.Value.Dispose();
        _http.Dispose();
    }

    private TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = Retries;
        return config;
    }
}
