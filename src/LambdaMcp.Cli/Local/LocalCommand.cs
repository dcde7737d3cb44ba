using System.CommandLine;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;

namespace LambdaMcp.Cli.Local;

/// <summary><c>lambda-mcp local</c>.</summary>
internal static class LocalCommand
{
    private const string Description = """
        Runs the template of the current folder on this machine: API Gateway, Lambda, DynamoDB and what else it declares. Nothing is deployed, no account is needed. While it runs, 'lambda-mcp tools', 'call' and the others find it by themselves. Options that are not below go to Local as they are: --port, --parameter NAME=VALUE, --native, --no-build, --verbose; 'lambda-mcp local -- --help' lists them.
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

    private static readonly Argument<string[]> Others = new("OPTION") { Description = "Options for Local.", Arity = ArgumentArity.ZeroOrMore };

    public static Command Create(CliContext context)
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
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var others = (string[])[.. parsed.GetValue(Others) ?? [], .. parsed.UnmatchedTokens];
        if (others is ["--help" or "-h" or "-?" or "--version"])
            return await LocalProgram.RunAsync(others, cancellationToken);

        var readyFile = parsed.GetValue(ReadyFilePath);
        if (readyFile is null)
        {
            readyFile = LocalState.ReadyFile(context.Variable) ?? throw FailedException.BadUsage("Neither HOME nor XDG_STATE_HOME is set: name a --ready-file.");
            LocalState.MakeFolder(readyFile);
        }

        var arguments = (string[])[.. Templates(parsed.GetValue(Template) ?? []).SelectMany(template => (string[])["--template", template]), "--ready-file", readyFile, .. others];
        var before = Text(readyFile);
        try
        {
            return await LocalProgram.RunAsync(arguments, cancellationToken);
        }
        finally
        {
            // Another one that was started later keeps its own word.
            if (Text(readyFile) is { } text && text != before && !await LocalProgram.AnswersAsync(text))
                File.Delete(readyFile);
        }
    }

    private static string[] Templates(string[] given)
    {
        if (given.Length > 0)
            return given;
        // Local itself finds this project's template and that of its samples.
        var here = Path.GetFullPath("template.yaml");
        return File.Exists(here) && !File.Exists(Path.GetFullPath(Path.Combine("src", "Samples", "template.yaml"))) ? [here] : [];
    }

    private static string? Text(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
