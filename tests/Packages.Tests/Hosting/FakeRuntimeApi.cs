using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Pipelines;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Packages.Tests.Hosting;

/// <summary>A Lambda Runtime API on a free loopback port, by Kestrel: another implementation of HTTP than the one under test.</summary>
internal sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<FakeInvocation> _events = Channel.CreateUnbounded<FakeInvocation>();
    private readonly ConcurrentDictionary<string, FakeInvocation> _running = new();
    private readonly ConcurrentDictionary<string, bool> _connections = new();

    private FakeRuntimeApi()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(options => options.Limits.MaxRequestBodySize = 100_000_000);
        _app = builder.Build();
        _app.MapGet("/2018-06-01/runtime/invocation/next", NextAsync);
        _app.MapPost("/2018-06-01/runtime/invocation/{id}/response", (HttpContext http, string id) => AnswerAsync(http, id, isError: false));
        _app.MapPost("/2018-06-01/runtime/invocation/{id}/error", (HttpContext http, string id) => AnswerAsync(http, id, isError: true));
        _app.MapPost("/2018-06-01/runtime/init/error", InitializationErrorAsync);
    }

    public string Endpoint { get; private set; } = "";

    /// <summary>The status with which answers are taken.</summary>
    public int AnswerStatus { get; set; } = 202;

    /// <summary>Whether events are sent in chunks instead of with a length.</summary>
    public bool SendsChunks { get; set; }

    /// <summary>How many connections were made.</summary>
    public int Connections => _connections.Count;

    public TaskCompletionSource<FakeAnswer> InitializationError { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<FakeRuntimeApi> StartAsync()
    {
        FakeRuntimeApi api = new();
        await api._app.StartAsync(TestContext.Current.CancellationToken);
        api.Endpoint = new Uri(api._app.Urls.Single()).Authority;
        return api;
    }

    /// <summary>Sends an event; the invocation tells how it went on.</summary>
    public FakeInvocation Invoke(string json, params (string Name, string Value)[] headers) => Invoke(new FakeInvocation(json, headers));

    public FakeInvocation Invoke(FakeInvocation invocation)
    {
        _running[invocation.Id] = invocation;
        _events.Writer.TryWrite(invocation);
        return invocation;
    }

    public async ValueTask DisposeAsync()
    {
        _events.Writer.TryComplete();
        await _app.DisposeAsync();
    }

    private async Task NextAsync(HttpContext http)
    {
        _connections[http.Connection.Id] = true;
        FakeInvocation invocation;
        try
        {
            invocation = await _events.Reader.ReadAsync(http.RequestAborted);
        }
        catch (Exception error) when (error is OperationCanceledException or ChannelClosedException)
        {
            return;
        }

        http.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        http.Response.Headers["lambda-runtime-deadline-ms"] = DateTimeOffset.UtcNow.AddSeconds(30).ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = "arn:aws:lambda:us-east-1:123456789012:function:demo";
        foreach ((string name, string value) in invocation.Headers)
            http.Response.Headers[name] = value;
        if (!SendsChunks)
            http.Response.ContentLength = invocation.Json.Length;
        for (int sent = 0; sent < invocation.Json.Length; sent += 1000)
        {
            await http.Response.Body.WriteAsync(invocation.Json.AsMemory(sent, Math.Min(1000, invocation.Json.Length - sent)));
            await http.Response.Body.FlushAsync();
        }
    }

    private async Task AnswerAsync(HttpContext http, string id, bool isError)
    {
        FakeInvocation invocation = _running[id];
        if (invocation.IsRefusedAtOnce)
        {
            http.Response.StatusCode = 413;
            return;
        }

        using MemoryStream body = new();
        try
        {
            await ReadAsync(http, invocation, body);
        }
        catch (Exception error)
        {
            invocation.Answer.TrySetException(error);
            return;
        }

        http.Response.StatusCode = AnswerStatus;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(AnswerStatus == 202 ? """{"status":"OK"}""" : """{"errorType":"Refused"}""");
        await http.Response.CompleteAsync();
        invocation.Answer.TrySetResult(ToAnswer(http, body, isError));
    }

    private static async Task ReadAsync(HttpContext http, FakeInvocation invocation, MemoryStream body)
    {
        PipeReader reader = http.Request.BodyReader;
        while (true)
        {
            ReadResult read = await reader.ReadAsync();
            foreach (ReadOnlyMemory<byte> segment in read.Buffer)
                body.Write(segment.Span);
            if (!read.Buffer.IsEmpty)
            {
                invocation.Pieces.Writer.TryWrite(body.ToArray());
                if (invocation.HangsUpAfterFirstPiece)
                {
                    http.Abort();
                    throw new IOException("Hung up, as told.");
                }
            }

            reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }

    private static FakeAnswer ToAnswer(HttpContext http, MemoryStream body, bool isError)
    {
        IHttpRequestTrailersFeature? trailers = http.Features.Get<IHttpRequestTrailersFeature>();
        return new FakeAnswer(
            isError,
            body.ToArray(),
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            trailers is { Available: true }
                ? trailers.Trailers.ToDictionary(trailer => trailer.Key, trailer => trailer.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                : []);
    }

    private async Task InitializationErrorAsync(HttpContext http)
    {
        using MemoryStream body = new();
        await http.Request.Body.CopyToAsync(body);
        http.Response.StatusCode = 202;
        InitializationError.TrySetResult(ToAnswer(http, body, isError: true));
    }
}
