using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.FunctionUrls;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Signing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Local.Tests.FunctionUrls;

/// <summary>The URL of a function that is a delegate, or of one that runs.</summary>
public sealed class UrlFixture : IAsyncDisposable
{
    private LoopbackServer? _server;

    public HttpClient Client { get; } = new(new SocketsHttpHandler { UseCookies = false });

    /// <summary>The event that the function got last.</summary>
    internal JsonObject? Event { get; private set; }

    /// <summary>The invocation that it came by.</summary>
    internal InvocationRequest? Invocation { get; private set; }

    internal FunctionUrl Url { get; set; } = new() { Id = "abcdefghijklmnopqrstuvwxyz012345", Address = "", IsSigned = false };

    public string Address => _server!.Url;

    public int Port => _server!.Port;

    /// <summary>Serves a function that is a delegate.</summary>
    internal Task StartAsync(Func<InvocationResult> answer) => StartAsync(
        new FunctionDefinition { Name = "f", LogicalId = "F", Arn = "arn:aws:lambda:us-east-1:123456789012:function:f", Runtime = "python3.13", Handler = "", CodeDirectory = "" },
        (_, request, _) =>
        {
            Invocation = request;
            Event = JsonNode.Parse(request.Payload.Span)!.AsObject();
            return Task.FromResult(answer());
        });

    internal async Task StartAsync(FunctionDefinition function, InvokeFunction invoke)
    {
        var verifier = new SigV4Verifier(new("AKIALOCAL", "local-secret"), "us-east-1", "lambda");
        var iam = new IamAuthorizer(new IamCaller("123456789012", "AKIALOCAL"), verifier.Verify);
        var handler = new FunctionUrlHandler(function with { Url = Url }, invoke, iam, "123456789012", NullLogger.Instance);
        _server = await LoopbackServer.StartAsync(0, handler.HandleAsync);
        Client.BaseAddress = new Uri(_server.Url);
    }

    internal static InvocationResult Answer(string body, string contentType = "application/json", string? functionError = null, Task<InvocationEnd>? end = null) =>
        Answer(new MemoryStream(Encoding.UTF8.GetBytes(body)), contentType, functionError, end);

    internal static InvocationResult Answer(Stream body, string contentType, string? functionError = null, Task<InvocationEnd>? end = null) => new()
    {
        RequestId = "r",
        ContentType = contentType,
        Streamed = false,
        Body = body,
        FunctionError = functionError,
        End = end ?? Task.FromResult(new InvocationEnd("")),
    };

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }
}
