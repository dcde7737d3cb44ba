using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Auth.Metadata;
using LambdaMcp.Aws;
using LambdaMcp.Endpoint.Fronts;
using LambdaMcp.Endpoint.Settings;
using LambdaMcp.Gateway;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Help.Text);
    return 0;
}

try
{
    var settings = EndpointSettings.Read(new(Environment.GetEnvironmentVariable));
    var builder = WebApplication.CreateEmptyBuilder(new() { Args = args });

    builder.Logging.AddPowertoolsLogger();
    builder.AddFront(settings.Front);
    builder.Services.AddAwsBackends(settings.Backends);
    builder.Services.AddGateway(settings.Discovery, settings.Catalog);
    builder.Services.AddMcpEndpoint(settings.Mcp);

    await using var app = builder.Build();

    if (settings.Role == EndpointRole.Registration)
    {
        app.MapRegistrations("/register");
    }
    else
    {
        app.UseForwardedScheme(settings.Front);
        app.MapHealth("/health");
        app.MapProtectedResourceMetadata(settings.Resource);
        app.UseMcpCrossOriginAccess(settings.Mcp);
        app.UseCaller(settings);
        app.MapMcp("/mcp");
    }

    await app.RunAsync();
    return 0;
}
catch (InvalidSettingException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message} --help lists the settings.");
    return 2;
}
