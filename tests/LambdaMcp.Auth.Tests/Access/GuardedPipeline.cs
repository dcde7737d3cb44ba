using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Auth.Tests.Access;

/// <summary>A pipeline of the guard and an end that notes the caller, without a server.</summary>
internal sealed class GuardedPipeline
{
    private readonly RequestDelegate _pipeline;

    public GuardedPipeline(Action<IApplicationBuilder> guard, TimeProvider? clock = null, ILogger? log = null)
    {
        var services = new ServiceCollection().AddSingleton(clock ?? TimeProvider.System).AddSingleton(Records.Log);
        if (log is not null)
            services.AddSingleton<ILoggerFactory>(new OneLog(log));
        var app = new ApplicationBuilder(services.BuildServiceProvider());
        guard(app);
        app.Run(context =>
        {
            Reached = true;
            Caller = context.User.GetPrincipalName();
            Scopes = context.User.GetScopes();
            return Task.CompletedTask;
        });
        _pipeline = app.Build();
    }

    public RecordLines Records { get; } = new();

    public bool Reached { get; private set; }

    public string? Caller { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public async Task<(int Status, string Challenge, string Body)> SendAsync(string path, string? authorization = null, string method = "POST")
    {
        var context = new DefaultHttpContext();
        context.Request.Method = method;
        context.Request.Scheme = "https";
        context.Request.Host = new HostString("api.example.com");
        context.Request.PathBase = "/prod";
        context.Request.Path = path;
        context.Request.QueryString = new QueryString("?access_token=alices-long-token-01");
        if (authorization is not null)
            context.Request.Headers.Authorization = authorization;
        using var body = new MemoryStream();
        context.Response.Body = body;
        await _pipeline(context);
        return (context.Response.StatusCode, context.Response.Headers.WWWAuthenticate.ToString(), Encoding.UTF8.GetString(body.ToArray()));
    }

    private sealed class OneLog(ILogger log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

        public void Dispose()
        {
        }
    }
}
