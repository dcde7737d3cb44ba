using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Support;

/// <summary>What issuers publish, on a port of this machine; notes who asks for what.</summary>
internal sealed class IssuerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _requests = new();

    private IssuerServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    /// <summary>The documents by their paths.</summary>
    public ConcurrentDictionary<string, string> Documents { get; } = new();

    /// <summary>Where everybody is sent to, whatever they ask for.</summary>
    public string? Redirect { get; set; }

    public IReadOnlyList<string> Requests => [.. _requests];

    public string Url => _app.Urls.Single();

    public static async Task<IssuerServer> StartAsync()
    {
        var server = new IssuerServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>Publishes an issuer at a path, with its keys.</summary>
    public void Publish(string path, string keys)
    {
        Documents[$"{path}/.well-known/openid-configuration"] = $$"""{"issuer":"{{Url}}{{path}}","jwks_uri":"{{Url}}{{path}}/keys","other":[]}""";
        Documents[$"{path}/keys"] = keys;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _requests.Enqueue(context.Request.Path);
        if (Redirect is { } place)
        {
            context.Response.Redirect(place);
            return;
        }

        if (!Documents.TryGetValue(context.Request.Path, out var document))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(document);
    }
}
