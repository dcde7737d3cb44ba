using System.CommandLine;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Local;

/// <summary><c>lambda-mcp local</c>.</summary>
internal static class LocalCommand
{
    private const string Description = """
        Runs the template of the current folder on this machine: API Gateway, Lambda, DynamoDB and what else it declares. Nothing is deployed, no account is needed. While it runs, the other commands find it by themselves.
        """;

    private static readonly Option<string[]> Template = new("--template")
    {
        Description = "A SAM template to run; may be given more than once. Default: template.yaml here, or this project's own with its samples.",
        HelpName = "PATH",
    };

    private static readonly Option<string?> ReadyFilePath = new("--ready-file")
    {
        Description = "Where URLs, token and keys are written as JSON while it serves. Default: a file of the user alone, where the other commands look.",
        HelpName = "PATH",
    };

    private static readonly Argument<string[]> Others = new("OPTION") { Description = "Options that go to Local as they are, such as --port, --parameter NAME=VALUE, --native, --no-build, --verbose; 'lambda-mcp local -- --help' lists them.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create()
    {
        var command = new ExampledCommand("local", Description, """
            lambda-mcp local
            lambda-mcp local --port 0 --parameter McpAuthToken=a-token-of-my-own-choice
            lambda-mcp local --template my/template.yaml --verbose
            """)
        {
            Template, ReadyFilePath, Others,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var others = (string[])[.. parsed.GetValue(Others) ?? [], .. parsed.UnmatchedTokens];
        if (others is ["--help" or "-h" or "-?" or "--version"])
            return await LocalProgram.RunAsync(others, cancellationToken);

        string[] readyFile = parsed.GetValue(ReadyFilePath) is { } path ? ["--ready-file", path] : [];
        return await LocalProgram.RunAsync([.. Templates(parsed.GetValue(Template) ?? []).SelectMany(template => (string[])["--template", template]), .. readyFile, .. others], cancellationToken);
    }

    private static string[] Templates(string[] given)
    {
        if (given.Length > 0)
            return given;
        // Local itself finds this project's template and that of its samples.
        var here = Path.GetFullPath("template.yaml");
        return File.Exists(here) && !File.Exists(Path.GetFullPath(Path.Combine("src", "Samples", "template.yaml"))) ? [here] : [];
    }
}
