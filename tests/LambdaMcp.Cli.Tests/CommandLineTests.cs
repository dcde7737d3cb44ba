namespace LambdaMcp.Cli.Tests;

/// <summary>What is said to somebody who mistypes a command, or gives none.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData("There is no command 'toosl'. Do you mean tools?", "toosl")]
    [InlineData("There is no command 'caall'. Do you mean call?", "caall", "customer-by-id", "customerId=C-1001")]
    [InlineData("There is no command 'frobnicate'. The commands are local, deploy, tools, call,", "frobnicate")]
    [InlineData("A command is missing. The commands are local, deploy, tools, call,")]
    [InlineData("A command is missing. Those of 'register' are add, list,", "register")]
    public async Task A_mistake_is_told_in_one_line(string told, params string[] args)
    {
        var run = await new CliRunner().RunAsync(args);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(told, run.Errors, StringComparison.Ordinal);
        Assert.Equal(2, run.Errors.TrimEnd().Split('\n').Length);
    }
}
