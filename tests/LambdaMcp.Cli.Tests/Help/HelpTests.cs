using System.CommandLine;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Tests.Help;

/// <summary>The help of every command, as the files in the folder snapshots have it.</summary>
public sealed class HelpTests
{
    private const string Update = "UPDATE_HELP=true dotnet test tests/LambdaMcp.Cli.Tests --filter HelpTests";

    private static readonly string Folder = Repository.Path("tests", "LambdaMcp.Cli.Tests", "Help", "snapshots");

    private static readonly bool Updates = Environment.GetEnvironmentVariable("UPDATE_HELP") == "true";

    public static TheoryData<string> Commands { get; } = [.. Paths("lambda-mcp", Root())];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Help_says_what_its_file_says(string command)
    {
        var run = await new CliRunner().RunAsync([.. command.Split(' ')[1..], "--help"]);
        // The program's name is the test's here, and ends of lines carry no meaning.
        var name = Path.GetFileNameWithoutExtension(Environment.GetCommandLineArgs()[0]);
        var help = string.Join('\n', run.Output.Replace(name, "lambda-mcp", StringComparison.Ordinal).Trim().Split('\n').Select(line => line.TrimEnd())) + "\n";
        var file = Path.Combine(Folder, command.Replace(' ', '-') + ".txt");
        if (Updates)
            await File.WriteAllTextAsync(file, help, TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (run.ExitCode, run.Errors));
        Assert.True(File.Exists(file) && await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) == help, $"The help of '{command}' is not what {file} has. If it is right, write it anew: {Update}\n\n{help}");
    }

    [Fact]
    public void There_is_no_file_of_a_command_that_is_gone()
    {
        var known = Commands.Select(row => row.Data.Replace(' ', '-')).ToHashSet();
        foreach (var file in Directory.GetFiles(Folder).Where(file => !known.Contains(Path.GetFileNameWithoutExtension(file))))
        {
            if (Updates)
                File.Delete(file);
            else
                Assert.Fail($"{file} is of no command. Remove it: {Update}");
        }
    }

    [Fact]
    public void Every_command_that_does_something_has_examples_that_can_be_read_and_answers_in_json()
    {
        foreach (var (path, command) in Walk("lambda-mcp", Root()).Where(entry => entry.Command.Subcommands.Count == 0))
        {
            var examples = Assert.IsType<ExampledCommand>(command).Examples.Split('\n');
            Assert.Contains(examples, example => example.Contains(path, StringComparison.Ordinal));
            if (path != "lambda-mcp local")
                Assert.Contains(command.Options, option => option.Name == "--json");
        }
    }

    private static RootCommand Root() => CommandLine.Create(new CliRunner().Context(TextWriter.Null, TextWriter.Null));

    private static IEnumerable<string> Paths(string path, Command command) => Walk(path, command).Select(entry => entry.Path);

    private static IEnumerable<(string Path, Command Command)> Walk(string path, Command command) =>
        command.Subcommands.SelectMany(child => Walk($"{path} {child.Name}", child)).Prepend((path, command));
}
