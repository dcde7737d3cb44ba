using System.Diagnostics;
using EndToEnd.Fixture;

namespace EndToEnd.SelfHosted;

/// <summary>The endpoint's executable outside Lambda, on the functions and tables of the local deployment.</summary>
internal sealed class EndpointProcess : IAsyncDisposable
{
    private readonly Process _process;

    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private EndpointProcess(Process process, string url)
    {
        (_process, Url) = (process, url);
        _output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
    }

    /// <summary>The executable: the one that the deployment published where it runs natively.</summary>
    public static string Program { get; } = LocalDeployment.NativeFramework is { } framework
        ? Directory.GetFiles(Repository.Path("artifacts", framework, "publish", "LambdaMcp.Endpoint"), "bootstrap", SearchOption.AllDirectories)
            .MaxBy(File.GetLastWriteTimeUtc)!
        : Repository.Path("artifacts", "net10.0", "bin", "LambdaMcp.Endpoint", Repository.Configuration.ToLowerInvariant(), "bootstrap");

    public string Url { get; }

    public static async Task<EndpointProcess> StartAsync(LocalDeployment stack, Dictionary<string, string> settings)
    {
        var process = Process.Start(Describe(stack, settings))!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("MCP endpoint: ", StringComparison.Ordinal))
                return new(process, line["MCP endpoint: ".Length..]);
        }

        var errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        throw new InvalidOperationException($"The endpoint ended with {process.ExitCode}: {errors}");
    }

    /// <summary>Runs the executable to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        LocalDeployment stack, Dictionary<string, string> settings, params string[] arguments)
    {
        var start = Describe(stack, settings);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    /// <summary>Stops it as a container's runtime would, and tells with what code it ended.</summary>
    public async Task<int> StopAsync()
    {
        await TellToStopAsync();
        return await EndAsync();
    }

    /// <summary>Sends the signal to stop, and waits for nothing.</summary>
    public async Task TellToStopAsync(string signal = "TERM")
    {
        using var kill = Process.Start("kill", [$"-{signal}", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits for its end, and tells with what code it ended.</summary>
    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>All that it wrote after its URL, once it has ended.</summary>
    public async Task<string> WrittenAsync() => await _output + await _errors;

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        var written = await _output + await _errors;
        _process.Dispose();
        SecretWatch.Check("The endpoint outside Lambda", written);
    }

    private static ProcessStartInfo Describe(LocalDeployment stack, Dictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["AWS_REGION"] = stack.Ready.Region;
        start.Environment["AWS_ACCESS_KEY_ID"] = stack.Ready.AccessKeyId;
        start.Environment["AWS_SECRET_ACCESS_KEY"] = stack.Ready.SecretAccessKey;
        start.Environment["AWS_ENDPOINT_URL_LAMBDA"] = stack.Ready.LambdaUrl;
        start.Environment["AWS_ENDPOINT_URL_DYNAMODB"] = stack.Ready.DynamodbUrl;
        start.Environment["AWS_ENDPOINT_URL"] = stack.Ready.EndpointUrl;
        start.Environment["FUNCTION_PREFIX"] = "mcp-sample-";
        start.Environment["MCP_SERVER_PORT"] = "0";
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Interruptible.Of(start);
    }
}
