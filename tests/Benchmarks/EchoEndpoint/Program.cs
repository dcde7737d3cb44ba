using AWS.Lambda.Powertools.Logging;
using EchoEndpoint;
using LambdaMcp.Hosting.Fronts;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;
using LambdaMcp.Telemetry;

// The endpoint as it is deployed, less what is behind it: the bare loop's echo tool in the place of a catalog, and no sessions.
var settings = EndpointSettings.Read(new(Environment.GetEnvironmentVariable));

var services = new ServiceCollection();
services.AddLogging(logging => logging.AddPowertoolsLogger());
services.AddSingleton(new AuditLog(settings.Telemetry, Console.OpenStandardOutput, TimeProvider.System));
services.AddSingleton<IToolCatalog, EchoCatalog>();
services.AddMcpEndpoint(settings.Mcp);
await LambdaFront.RunAsync(services, settings);
