using AWS.Lambda.Powertools.Logging;
using LambdaMcp.Aws;
using LambdaMcp.Endpoint.Fronts;
using LambdaMcp.Endpoint.Settings;
using LambdaMcp.Gateway;
using LambdaMcp.Gateway.Management;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;

if (args is ["--help" or "-h", ..])
{
    Console.WriteLine(Help.Text);
    return 0;
}

try
{
    var settings = EndpointSettings.Read(new(Environment.GetEnvironmentVariable));

    var services = new ServiceCollection();
    services.AddLogging(logging => logging.AddPowertoolsLogger());
    services.AddAwsBackends(settings.Backends);
    services.AddGateway(settings.Discovery, settings.Catalog);
    if (settings.ManagementTools)
        services.AddManagementTools(settings.Discovery);
    if (settings.RunsTasks)
        services.AddTasks(settings.Tasks, settings.TaskFunction);
    services.AddFunctionProbe(settings.TaskFunction);
    services.AddMcpEndpoint(settings.Mcp);

    if (settings.Role == EndpointRole.Tasks)
        await TaskFront.RunAsync(services);
    else if (settings.Front.IsLambda)
        await LambdaFront.RunAsync(services, settings);
    else
        await HttpFront.RunAsync(services, settings);
    return 0;
}
catch (InvalidSettingException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message} --help lists the settings.");
    return 2;
}
