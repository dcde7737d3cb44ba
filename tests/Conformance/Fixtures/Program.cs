using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.Serialization.SystemTextJson;
using ConformanceFixtures.Calls;
using ConformanceFixtures.Payloads;
using ConformanceFixtures.Resources;
using ConformanceFixtures.Tools;
using static System.Text.Json.JsonNamingPolicy;

// One program holds all the functions; a function's Handler setting says which one it is.
var handler = Environment.GetEnvironmentVariable("_HANDLER");
var json = new SourceGeneratorLambdaJsonSerializer<PayloadJsonContext>(options => options.PropertyNamingPolicy = CamelCase);

var builder = handler switch
{
    // Contract mcp: they see the client's request, and may talk to the client before they answer.
    "Tools" => LambdaBootstrapBuilder.Create(new McpFunction(Toolbox.Tools.CallAsync).HandleAsync),
    "Tasks" => LambdaBootstrapBuilder.Create(new McpFunction(Toolbox.Tasks.CallAsync).HandleAsync),
    "Resources" => LambdaBootstrapBuilder.Create(new McpFunction(TestResources.ReadAsync).HandleAsync),

    // Contract payload: they know nothing of MCP.
    "SimpleText" => LambdaBootstrapBuilder.Create<PayloadRequest, string>(SimpleText.HandleAsync, json),
    "Greet" => LambdaBootstrapBuilder.Create<PayloadRequest, string>(Greet.HandleAsync, json),
    "Failing" => LambdaBootstrapBuilder.Create<PayloadRequest, string>(Failing.HandleAsync, json),
    _ => throw new InvalidOperationException($"There is no function '{handler}' here; see the template for the names."),
};

using var bootstrap = builder.Build();
await bootstrap.RunAsync();
