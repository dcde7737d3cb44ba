using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tracing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Local.Tests.ApiGateway;

/// <summary>A stage of a REST API on a loopback port, with functions that are delegates.</summary>
public sealed class GatewayFixture : IAsyncDisposable
{
    private LoopbackServer? _server;

    /// <summary>The events that functions got, by function ARN.</summary>
    internal List<(string Arn, JsonObject Event)> Events { get; } = [];

    /// <summary>What functions answer.</summary>
    internal Dictionary<string, Func<JsonObject, InvocationResult>> Functions { get; } = [];

    internal TraceLog? Traces { get; set; }

    internal ManualTime Time { get; } = new();

    internal Func<SigV4Request, SigV4Result> Verify { get; set; } = _ => SigV4Result.Ok;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false });

    internal RestApi Api { get; set; } = new()
    {
        Id = "abcdefghij",
        LogicalId = "Api",
        Region = "us-east-1",
        AccountId = "123456789012",
        Stage = "prod",
        Routes = [],
    };

    public int Port => _server!.Port;

    internal async Task StartAsync()
    {
        var iam = new IamAuthorizer(new IamCaller("123456789012", "AKIATEST"), request => Verify(request));
        var router = new StageRouter([new RestApiHandler(Api, InvokeAsync, iam, Time, NullLogger.Instance, Traces)]);
        _server = await LoopbackServer.StartAsync(0, router.HandleAsync);
        Client.BaseAddress = new Uri(_server.Url);
    }

    internal static InvocationResult Answer(string body, string? functionError = null) => Streamed(new MemoryStream(Encoding.UTF8.GetBytes(body)), functionError);

    internal static InvocationResult Streamed(Stream body, string? functionError = null, Task<InvocationEnd>? end = null) => new()
    {
        RequestId = "r",
        ContentType = "application/json",
        Streamed = false,
        Body = body,
        FunctionError = functionError,
        End = end ?? Task.FromResult(new InvocationEnd("")),
    };

    internal static HttpRequestMessage Request(HttpMethod method, string path, string? token = null)
    {
        var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = AuthenticationHeaderValue.Parse(token);
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    private Task<InvocationResult> InvokeAsync(string arn, InvocationRequest request, CancellationToken cancellationToken)
    {
        var json = JsonNode.Parse(request.Payload.Span)!.AsObject();
        lock (Events)
            Events.Add((arn, json));
        return Task.FromResult(Functions[arn](json));
    }
}
