using System.Runtime.InteropServices;
using LambdaMcp.Local;
using LambdaMcp.Local.Building;
using LambdaMcp.Local.FunctionUrls;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Templates;

return await CommandLine.InvokeAsync(args, static async (options, _) =>
{
    // Ctrl-C and SIGTERM end the program as it should end: with every child stopped.
    using var stop = new CancellationTokenSource();
    using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
    using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        stop.Cancel();
    }

    using var loggers = LoggerFactory.Create(builder => builder.AddSimpleConsole(console => console.SingleLine = true));
    try
    {
        // What to run, from the templates.
        using var front = ReservedPort.Take(options.Port);
        using var functionUrls = new FunctionUrlPorts();
        var stacks = TemplateFiles.Read(options.Templates, options.Parameters, front.Url, functionUrls);
        foreach (var note in stacks.SelectMany(stack => stack.NotEmulated))
            Console.WriteLine(note);

        // The functions' code, built.
        var build = new FunctionBuild(BuildOptions.From(options), Console.WriteLine);
        var functions = await build.RunAsync(ReplacedCode.In([.. stacks.SelectMany(stack => stack.Functions)], options.Code), stop.Token);

        // The services, and API Gateway in front of them.
        var log = new FunctionLog(Console.Out, options.Verbose);
        await using var cloud = await LocalCloud.StartAsync(stacks, functions, options, front, functionUrls, log, loggers.CreateLogger("API Gateway"), stop.Token);
        // Who sees the banner may go on at once.
        if (options.ReadyFile is { } path)
            cloud.Ready.Write(path);
        using var state = options.ReadyFile is null && StateFile.Find(Environment.GetEnvironmentVariable) is { } found ? StateFile.Write(found, cloud.Ready) : null;
        Banner.Write(Console.Out, cloud.Ready, stacks);

        await Task.Delay(Timeout.Infinite, stop.Token);
        return 0;
    }
    catch (OperationCanceledException) when (stop.IsCancellationRequested)
    {
        return 0;
    }
    catch (Exception exception) when (exception is StartupException or TemplateException)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
});
