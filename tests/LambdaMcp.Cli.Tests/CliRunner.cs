using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Tests;

/// <summary>The program in this process, with everything around it as a test says.</summary>
public sealed class CliRunner
{
    /// <summary>The environment.</summary>
    public Dictionary<string, string> Variables { get; } = new() { ["XDG_STATE_HOME"] = Path.Combine(Path.GetTempPath(), "lambda-mcp-no-such-state") };

    /// <summary>What is typed, or piped in.</summary>
    public string Input { get; set; } = "";

    /// <summary>Whether a person types it.</summary>
    public bool IsInteractive { get; set; }

    /// <summary>Whether a person reads the answer.</summary>
    public bool IsTerminal { get; set; }

    /// <summary>Where AWS is.</summary>
    public string AwsUrl { get; set; } = "http://127.0.0.1:9";

    /// <summary>Hears each line that goes to standard error.</summary>
    public Action<string> Heard { get; set; } = static _ => { };

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    public static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public Task<CommandRun> RunAsync(params string[] args) => RunAsync(Cancellation, args);

    public async Task<CommandRun> RunAsync(CancellationToken interrupt, params string[] args)
    {
        var output = new StringWriter();
        var errors = new HeardWriter(this);
        var exitCode = await CommandLine.InvokeAsync(args, Context(TextWriter.Synchronized(output), TextWriter.Synchronized(errors)), interrupt);
        return new(exitCode, output.ToString(), errors.ToString());
    }

    internal CliContext Context(TextWriter output, TextWriter errors) => new(
        new Screen(output, IsTerminal, HasColors: false), errors, Time, name => Variables.GetValueOrDefault(name),
        choice => choice.DynamoDb(),
        choice => new(Signed(choice.Region, SignedService.CloudFormation)))
    {
        Credentials = static choice => choice.Local?.Credentials ?? new BasicAWSCredentials("local", "local"),
        Input = new(new StringReader(Input), IsInteractive),
        Signed = (choice, service) => choice.Local is null ? Signed(choice.Region, service) : choice.Signed(service),
    };

    private SignedClient Signed(string? region, SignedService service) => new(
        new BasicAWSCredentials("local", "local"), service,
        new SignedClientConfig(service) { ServiceURL = AwsUrl, AuthenticationRegion = region ?? "eu-west-1", MaxErrorRetry = 0 });

    private sealed class HeardWriter(CliRunner runner) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            runner.Heard(value ?? "");
        }
    }
}
