using System.Text.Json;
using LambdaMcp.Cli.Tests.Server;

namespace LambdaMcp.Cli.Tests.Deployment;

/// <summary><c>lambda-mcp deploy</c> with programs on the PATH that write down how they were called.</summary>
public sealed class DeployCommandTests : IAsyncLifetime
{
    private const string Template = """
        Parameters:
          FunctionPrefix:
            Type: String
            Default: mcp-tool-
          Architecture:
            Default: x86_64
          McpAuthToken:
            Default: ""
        Resources: {}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lambda-mcp-deploy-");
    private FakeAws _aws = null!;
    private CliRunner _cli = null!;

    private string TemplatePath => Path.Combine(_folder.FullName, "template.yaml");

    [Fact]
    public async Task What_is_there_is_told_and_what_is_missing_with_the_way_to_get_it()
    {
        var good = await _cli.RunAsync("deploy", "--check", "--json", "--template", TemplatePath, "--parameter", $"Architecture={Here}");
        File.Delete(Path.Combine(_folder.FullName, "clang"));
        Program("dotnet", "echo 8.0.100");
        var bad = await _cli.RunAsync("deploy", "--check", "--template", TemplatePath, "--parameter", $"Architecture={Other}");

        Assert.True(good.ExitCode == 0, good.Output);
        Assert.Equal(["template", "sam", "dotnet", "make", "clang", "machine", "native AOT", "credentials", "region"], JsonDocument.Parse(good.Output).RootElement.GetProperty("checks").EnumerateArray().Select(check => check.GetProperty("name").GetString()!));
        Assert.Contains("arn:aws:iam::123456789012:user/ada, account 123456789012", good.Output, StringComparison.Ordinal);
        Assert.Equal(1, bad.ExitCode);
        Assert.Contains("clang: Native code is linked with it: apt install clang", bad.Errors, StringComparison.Ordinal);
        Assert.Contains("dotnet: It is too old.", bad.Errors, StringComparison.Ordinal);
        Assert.Contains("--use-container", bad.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Calls));
    }

    [Fact]
    public async Task Answers_go_to_sam_and_its_output_to_standard_error()
    {
        _cli.Input = "the-stack\nmy tools-\n";
        var run = await _cli.RunAsync("deploy", "--template", TemplatePath, "--parameter", $"Architecture={Here}");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal(_aws.McpUrl + "\n", run.Output);
        Assert.Equal(
            [
                $"[build][--template-file][{TemplatePath}][--parameter-overrides][Architecture={Here}][FunctionPrefix=\"my tools-\"]",
                $"[deploy][--stack-name][the-stack][--region][eu-west-1][--capabilities][CAPABILITY_IAM][--resolve-s3][--no-fail-on-empty-changeset][--no-confirm-changeset][--save-params][--parameter-overrides][Architecture={Here}][FunctionPrefix=\"my tools-\"]",
            ],
            (await File.ReadAllLinesAsync(Calls, CliRunner.Cancellation)).Where(line => !line.Contains("--version", StringComparison.Ordinal)));
        Assert.Contains("Name of the stack [lambda-mcp]: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains("sam works", run.Errors, StringComparison.Ordinal);
        Assert.Contains("lambda-mcp token create me --stack the-stack", run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_sam_remembers_is_the_default()
    {
        await File.WriteAllTextAsync(
            Path.Combine(_folder.FullName, "samconfig.toml"),
            $"""
            [default.deploy.parameters]
            stack_name = "the-stack"
            parameter_overrides = "FunctionPrefix=\"mcp-\" Architecture=\"{Here}\" Gone=\"x\""
            """,
            CliRunner.Cancellation);
        var run = await _cli.RunAsync("deploy", "--yes", "--json", "--template", TemplatePath);

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Equal("the-stack", JsonDocument.Parse(run.Output).RootElement.GetProperty("stack").GetString());
        Assert.EndsWith($"[--parameter-overrides][FunctionPrefix=mcp-][Architecture={Here}]", (await File.ReadAllLinesAsync(Calls, CliRunner.Cancellation))[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failure_of_sam_a_token_on_the_command_line_and_an_unknown_parameter_end_it()
    {
        Program("sam", """if [ "$1" = build ]; then echo cannot >&2; exit 7; fi""");
        string[] common = ["deploy", "--yes", "--template", TemplatePath, "--parameter", $"Architecture={Here}"];
        var failed = await _cli.RunAsync(common);
        var secret = await _cli.RunAsync([.. common, "--parameter", "McpAuthToken=abcdefghijklmnopqrst"]);
        var unknown = await _cli.RunAsync([.. common, "--parameter", "Nothing=1"]);

        Assert.Equal((1, 2, 2), (failed.ExitCode, secret.ExitCode, unknown.ExitCode));
        Assert.Contains("cannot", failed.Errors, StringComparison.Ordinal);
        Assert.Contains("'sam build' ended with 7", failed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefghijkl", secret.Errors, StringComparison.Ordinal);
    }

    private static string Here => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture == System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "x86_64";

    private static string Other => Here == "arm64" ? "x86_64" : "arm64";

    private string Calls => Path.Combine(_folder.FullName, "calls.txt");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The programs are shell scripts.");
        _aws = await FakeAws.StartAsync();
        await File.WriteAllTextAsync(TemplatePath, Template, CliRunner.Cancellation);
        Program("sam", $"[ \"$1\" = --version ] && echo SAM CLI, version 1.145.0 && exit\nprintf '[%s]' \"$@\" >> '{Calls}'; echo >> '{Calls}'; echo sam works");
        Program("dotnet", "echo 10.0.401");
        Program("make", "echo GNU Make 4.3");
        Program("clang", "echo clang version 19");
        _cli = new() { AwsUrl = _aws.Url, Variables = { ["PATH"] = _folder.FullName } };
    }

    public async ValueTask DisposeAsync()
    {
        if (_aws is not null)
            await _aws.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private void Program(string name, string script)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
