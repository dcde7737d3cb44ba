namespace LambdaMcp.Cli.Deployment;

/// <summary>One deployment by the SAM CLI.</summary>
internal sealed class SamDeployment(
    Programs programs, string sam, string template, string stack, string region, string? profile, IReadOnlyDictionary<string, string> parameters)
{
    /// <exception cref="FailedException">The build failed.</exception>
    public Task BuildAsync(bool inContainer, CliContext context, CancellationToken cancellationToken) =>
        RunAsync(["build", "--template-file", template, .. inContainer ? (string[])["--use-container"] : [], .. Overrides()], false, context, cancellationToken);

    /// <param name="asks">Whether SAM shows the changes and asks.</param>
    /// <param name="context">The world.</param>
    /// <param name="cancellationToken">Interrupts it.</param>
    /// <exception cref="FailedException">The deployment failed.</exception>
    public Task DeployAsync(bool asks, CliContext context, CancellationToken cancellationToken) => RunAsync(
        [
            "deploy", "--stack-name", stack, "--region", region, .. profile is null ? (string[])[] : ["--profile", profile],
            "--capabilities", "CAPABILITY_IAM", "--resolve-s3", "--no-fail-on-empty-changeset", asks ? "--confirm-changeset" : "--no-confirm-changeset", "--save-params", .. Overrides(),
        ],
        asks, context, cancellationToken);

    private string[] Overrides() => parameters.Count == 0 ? [] : ["--parameter-overrides", .. parameters.Select(parameter => $"{parameter.Key}={Value(parameter.Value)}")];

    // SAM ends an unquoted value at a space.
    private static string Value(string value) => value.Contains(' ', StringComparison.Ordinal) ? $"\"{value.Replace("\"", "\\\"", StringComparison.Ordinal)}\"" : value;

    private async Task RunAsync(string[] arguments, bool asks, CliContext context, CancellationToken cancellationToken)
    {
        await context.Errors.WriteLineAsync($"sam {string.Join(' ', arguments.Select(Tools.ExampleCall.Quoted))}");
        if (await programs.RunAsync(sam, arguments, asks, cancellationToken) is not 0 and var exitCode)
            throw new FailedException($"'sam {arguments[0]}' ended with {exitCode}; what it said stands above.");
    }
}
