using LambdaMcp.AwsCalls.Secrets;
using LambdaMcp.Hosting;
using LambdaMcp.Hosting.Settings;
using LambdaMcp.StdioBridge;
using LambdaMcp.StdioBridge.Http;
using LambdaMcp.StdioBridge.Settings;

// As AWS_LAMBDA_EXEC_WRAPPER it is given the command of the runtime that it stands for, which is not for it.
if (Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") is not null)
    args = [];
// The other arguments ask for no server.
if (args is not ([] or ["--stdio"]))
    return await LambdaMcpServer.RunCatalogsAsync(args, static _ => { }, BridgeHelp.Text);
BridgeSettings settings;
try
{
    settings = BridgeSettings.Read(new(Environment.GetEnvironmentVariable), ServerFile.ReadFrom);
    using var secrets = new AwsSecrets(TimeSpan.FromSeconds(3));
    settings = await ServerSecrets.ResolveAsync(settings, secrets, CancellationToken.None);
}
catch (InvalidSettingException exception)
{
    await Console.Error.WriteLineAsync($"{exception.Message} --help lists the settings.");
    return 2;
}

return await LambdaMcpServer.RunCatalogsAsync(args, services => services.AddBridge(settings).AddServerCatalogs(), BridgeHelp.Text);
