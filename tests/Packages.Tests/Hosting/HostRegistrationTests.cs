using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.AspNetCoreServer.Hosting;
using Amazon.Lambda.Serialization.SystemTextJson;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class HostRegistrationTests
{
    [Fact]
    public async Task On_Lambda_a_WebApplication_serves_events_and_stops_when_told()
    {
        await using FakeRuntimeApi api = await FakeRuntimeApi.StartAsync();
        using Variables variables = new(("AWS_LAMBDA_FUNCTION_NAME", "demo"), ("AWS_LAMBDA_RUNTIME_API", api.Endpoint));
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRoutingCore();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi, new SourceGeneratorLambdaJsonSerializer<FrontDoorJson>());
        await using WebApplication app = builder.Build();
        app.MapPost("/mcp", (HttpContext http) => http.Response.WriteAsync($"{http.Request.PathBase} {http.Request.Path}"));
        await app.StartAsync(TestContext.Current.CancellationToken);

        Assert.Equal("/prod /mcp", (string?)(await api.Invoke(SampleEvents.Rest).AnswerAsync()).Json["body"]);

        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task On_Lambda_a_pipeline_serves_events_without_a_host()
    {
        await using FakeRuntimeApi api = await FakeRuntimeApi.StartAsync();
        using Variables variables = new(("AWS_LAMBDA_RUNTIME_API", api.Endpoint));
        using CancellationTokenSource stop = new();
        Task running = LambdaRequestPipeline.RunAsync(http => http.Response.WriteAsync(http.Request.Path), new HostingOptions(), cancellationToken: stop.Token);

        Assert.Equal("/mcp", (string?)(await api.Invoke(SampleEvents.FunctionUrl).AnswerAsync()).Json["body"]);

        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Elsewhere_nothing_is_registered()
    {
        using Variables variables = new(("AWS_LAMBDA_FUNCTION_NAME", null));
        ServiceCollection services = new();

        services.AddAWSLambdaHosting(LambdaEventSource.HttpApi, new SourceGeneratorLambdaJsonSerializer<FrontDoorJson>(), _ => Assert.Fail("not on Lambda"));

        Assert.Empty(services);
    }

    [Fact]
    public void On_Lambda_no_other_server_stays()
    {
        using Variables variables = new(("AWS_LAMBDA_FUNCTION_NAME", "demo"));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();

        builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi, new SourceGeneratorLambdaJsonSerializer<FrontDoorJson>());

        Assert.Equal("LambdaServer", builder.Services.Single(service => service.ServiceType == typeof(IServer)).ImplementationType!.Name);
    }

    private sealed class Variables : IDisposable
    {
        private readonly List<(string Name, string? Value)> _before = [];

        public Variables(params (string Name, string? Value)[] variables)
        {
            foreach ((string name, string? value) in variables)
            {
                _before.Add((name, Environment.GetEnvironmentVariable(name)));
                Environment.SetEnvironmentVariable(name, value);
            }
        }

        public void Dispose()
        {
            foreach ((string name, string? value) in _before)
                Environment.SetEnvironmentVariable(name, value);
        }
    }
}

[JsonSerializable(typeof(APIGatewayProxyRequest))]
[JsonSerializable(typeof(APIGatewayProxyResponse))]
internal sealed partial class FrontDoorJson : JsonSerializerContext;
