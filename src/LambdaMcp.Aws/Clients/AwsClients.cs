using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using Amazon.SecretsManager;
using LambdaMcp.AwsCalls.SignedCalls;

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
    private readonly Lazy<SignedClient> _schemas;

    public AwsClients()
    {
        _dynamoDb = new(() => new AmazonDynamoDBClient(Configure(new AmazonDynamoDBConfig { Timeout = ShortAnswer })));
        // How long a function may take is the caller's to say.
        _lambda = new(() => new InvokingLambdaClient(Configure(new AmazonLambdaConfig { Timeout = Timeout.InfiniteTimeSpan })));
        _secretsManager = new(() => new AmazonSecretsManagerClient(Configure(new AmazonSecretsManagerConfig { Timeout = ShortAnswer })));
        _schemas = Signed(SignedService.Schemas);
    }

    public bool AnyMade => _dynamoDb.IsValueCreated || _lambda.IsValueCreated || _secretsManager.IsValueCreated || _schemas.IsValueCreated;

    public IAmazonDynamoDB DynamoDb() => _dynamoDb.Value;

    public IAmazonLambda Lambda() => _lambda.Value;

    public IAmazonSecretsManager SecretsManager() => _secretsManager.Value;

    public SignedClient Schemas() => _schemas.Value;

    public void Dispose()
    {
        if (_dynamoDb.IsValueCreated)
            _dynamoDb.Value.Dispose();
        if (_lambda.IsValueCreated)
            _lambda.Value.Dispose();
        if (_secretsManager.IsValueCreated)
            _secretsManager.Value.Dispose();
        if (_schemas.IsValueCreated)
            _schemas.Value.Dispose();
        _http.Dispose();
    }

    private Lazy<SignedClient> Signed(SignedService service) =>
        new(() => new SignedClient(service, Configure(new SignedClientConfig(service) { Timeout = ShortAnswer })));

    private TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = Retries;
        return config;
    }
}
