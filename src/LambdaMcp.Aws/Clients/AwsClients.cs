using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBv2;
using Amazon.Lambda;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.AwsCalls.SignedCalls;

namespace LambdaMcp.Aws.Clients;

/// <summary>The clients of AWS's services, each made on its first use, all on one pool of connections.</summary>
internal sealed class AwsClients : IDisposable
{
    // The SDK counts the first try apart.
    private const int Retries = 2;
    private static readonly TimeSpan ShortAnswer = TimeSpan.FromSeconds(5);

    private readonly SharedHttp _http = new(TimeProvider.System);
    private readonly List<IDisposable> _made = [];
    private readonly Lazy<AmazonDynamoDBClient> _dynamoDb;
    private readonly Lazy<AmazonLambdaClient> _lambda;
    private readonly Lazy<AwsSecrets> _secrets;
    private readonly Lazy<SignedClient> _schemas;
    private readonly Lazy<SignedClient> _cloudWatch;
    private readonly Lazy<SignedClient> _logs;
    private readonly Lazy<HttpClient> _plain;
    private readonly Lazy<SignedClient> _tagging;

    public AwsClients()
    {
        _dynamoDb = Made(() => new AmazonDynamoDBClient(Configure(new AmazonDynamoDBConfig { Timeout = ShortAnswer })));
        // How long a function may take is the caller's to say.
        _lambda = Made<AmazonLambdaClient>(
            () => new InvokingLambdaClient(Configure(new AmazonLambdaConfig { Timeout = Timeout.InfiniteTimeSpan })));
        _secrets = Made(() => new AwsSecrets(ShortAnswer, _http));
        _schemas = Signed(SignedService.Schemas);
        _cloudWatch = Signed(SignedService.CloudWatch);
        _logs = Signed(SignedService.Logs);
        _plain = Made(_http.CreateHttpClient);
        _tagging = Signed(SignedService.Tagging);
    }

    public bool AnyMade
    {
        get
        {
            lock (_made)
                return _made.Count > 0;
        }
    }

    public IAmazonDynamoDB DynamoDb() => _dynamoDb.Value;

    public IAmazonLambda Lambda() => _lambda.Value;

    public AwsSecrets Secrets() => _secrets.Value;

    public SignedClient Schemas() => _schemas.Value;

    public SignedClient CloudWatch() => _cloudWatch.Value;

    public SignedClient Logs() => _logs.Value;

    /// <summary>For requests that are signed elsewhere.</summary>
    public HttpClient Http() => _plain.Value;

    public SignedClient Tagging() => _tagging.Value;

    public void Dispose()
    {
        lock (_made)
            _made.ForEach(static client => client.Dispose());
        _http.Dispose();
    }

    private Lazy<SignedClient> Signed(SignedService service) =>
        Made(() => new SignedClient(service, Configure(new SignedClientConfig(service) { Timeout = ShortAnswer })));

    private Lazy<TClient> Made<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TClient>(Func<TClient> make)
        where TClient : IDisposable => new(() =>
        {
            var client = make();
            lock (_made)
                _made.Add(client);
            return client;
        });

    private TConfig Configure<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.HttpClientFactory = _http;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = Retries;
        return config;
    }
}
