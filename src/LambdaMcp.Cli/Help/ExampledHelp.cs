using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace LambdaMcp.Cli.Help;

/// <summary>Help of one width, wherever it goes, with the command's examples behind it.</summary>
internal sealed class ExampledHelp(HelpAction help) : SynchronousCommandLineAction
{
    private const int Width = 120;

    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the root's own.</summary>
    public static void AddTo(RootCommand root)
    {
        var option = root.Options.OfType<HelpOption>().Single();
        option.Description = "Show this.";
        var help = (HelpAction)option.Action!;
        help.MaxWidth = Width;
        option.Action = new ExampledHelp(help);
    }

    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        if (parseResult.CommandResult.Command is ExampledCommand { Examples: var examples })
        {
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples.Split('\n'))
                output.WriteLine($"  {line}");
        }

        return ExitCode.Done;
    }
}
