namespace LambdaMcp.Cli.Tests.Help;

/// <summary>The help of every command, as the files beside this one have it. UPDATE_HELP=true writes them anew.</summary>
public sealed class HelpTests
{
    private static readonly string Folder = Repository.Path("tests", "LambdaMcp.Cli.Tests", "Help");

    [Theory]
    [InlineData("lambda-mcp")]
    [InlineData("lambda-mcp chat")]
    [InlineData("lambda-mcp token")]
    [InlineData("lambda-mcp token create")]
    [InlineData("lambda-mcp token list")]
    [InlineData("lambda-mcp token show")]
    [InlineData("lambda-mcp token rotate")]
    [InlineData("lambda-mcp token revoke")]
    public async Task Help_says_what_its_file_says(string command)
    {
        await using var table = new TableFixture();
        var run = await table.RunAsync([.. command.Split(' ')[1..], "--help"]);
        // The program's name is the test's here, and ends of lines carry no meaning.
        var name = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);
        var help = string.Join('\n', run.Output.Replace(name, "lambda-mcp", StringComparison.Ordinal).Trim().Split('\n').Select(line => line.TrimEnd())) + "\n";
        var file = Path.Combine(Folder, command.Replace(' ', '-') + ".txt");
        if (Environment.GetEnvironmentVariable("UPDATE_HELP") == "true")
            await File.WriteAllTextAsync(file, help, TestContext.Current.CancellationToken);

        Assert.Equal(0, run.ExitCode);
        Assert.Equal("", run.Errors);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), help);
    }
}
