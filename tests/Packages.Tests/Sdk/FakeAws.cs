using System.Collections.Concurrent;
using Amazon.Lambda;
using Amazon.Runtime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Packages.Tests.Sdk;

/// <summary>An AWS service on loopback that remembers what it was sent and answers as the test says.</summary>
internal sealed class FakeAws : IAsyncDisposable
{
    public const string AccessKey = "AKIDEXAMPLE";
    public const string SecretKey = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    public const string SessionToken = "a-session-token";

    private readonly WebApplication _server;

    private FakeAws(WebApplication server) => _server = server;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = new();

    public string Url => _server.Urls.First();

    public static async Task<FakeAws> StartAsync(Func<ReceivedRequest, HttpResponse, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = builder.Build();
        var fake = new FakeAws(server);
        server.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var received = new ReceivedRequest(
                context.Request.Method,
                context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
                context.Request.Headers.ToDictionary(
                    header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                body.ToArray());
            fake.Requests.Enqueue(received);
            await answer(received, context.Response);
        });
        await server.StartAsync();
        return fake;
    }

    public AmazonLambdaClient Lambda(Action<AmazonLambdaConfig>? configure = null)
    {
        var config = new AmazonLambdaConfig { ServiceURL = Url, AuthenticationRegion = "eu-west-1" };
        configure?.Invoke(config);
        return new AmazonLambdaClient(new SessionAWSCredentials(AccessKey, SecretKey, SessionToken), config);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
