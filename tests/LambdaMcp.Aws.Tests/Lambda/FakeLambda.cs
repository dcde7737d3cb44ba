using System.Collections.Concurrent;
using Amazon.Lambda;
using Amazon.Runtime;
using LambdaMcp.Aws.Clients;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Aws.Tests.Lambda;

/// <summary>Lambda's API on loopback, answering as the test says.</summary>
internal sealed class FakeLambda : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly SharedHttp _http;
    private InvokingLambdaClient? _client;

    private FakeLambda(WebApplication server, TimeProvider time)
    {
        _server = server;
        _http = new SharedHttp(time);
    }

    public ConcurrentQueue<(string Path, HeaderDictionary Headers, byte[] Body)> Requests { get; } = new();

    public static async Task<FakeLambda> StartAsync(Func<HttpContext, Task> answer, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var fake = new FakeLambda(server, time ?? TimeProvider.System);
        server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            fake.Requests.Enqueue((context.Request.Path + context.Request.QueryString.Value, new HeaderDictionary(context.Request.Headers.ToDictionary()), body.ToArray()));
            await answer(context);
        });
        await server.StartAsync();
        return fake;
    }

    public IAmazonLambda Client() => _client ??= Client(_server.Urls.First(), _http);

    public static InvokingLambdaClient Client(string url, SharedHttp http) => new(new AmazonLambdaConfig
    {
        ServiceURL = url,
        AuthenticationRegion = "eu-west-1",
        DefaultAWSCredentials = new BasicAWSCredentials("id", "secret"),
        HttpClientFactory = http,
        MaxErrorRetry = 2,
        Timeout = Timeout.InfiniteTimeSpan,
    });

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        await _server.DisposeAsync();
        _http.Dispose();
    }
}
