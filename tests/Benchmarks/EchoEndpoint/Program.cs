using Amazon.Lambda.Serialization.SystemTextJson;
using AWS.Lambda.Powertools.Logging;
using EchoEndpoint;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

// The endpoint's own path from the Runtime API to a tool and back, with the same echo tool as the bare loop and nothing behind it.
var builder = WebApplication.CreateEmptyBuilder(new());
builder.Logging.AddPowertoolsLogger();
builder.Services.AddAWSLambdaHosting(LambdaEventSource.RestApi, new SourceGeneratorLambdaJsonSerializer<EventJson>());
builder.Services.AddSingleton<IToolCatalog, EchoCatalog>();
builder.Services.AddMcpEndpoint(new() { ServerName = "echo" });

await using var app = builder.Build();
app.MapMcp("/mcp");
await app.RunAsync();
