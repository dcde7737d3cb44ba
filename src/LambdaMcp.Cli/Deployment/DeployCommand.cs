using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Tools;

namespace LambdaMcp.Cli.Deployment;

/// <summary><c>lambda-mcp deploy</c>.</summary>
internal static class DeployCommand
{
    private static readonly (string Name, string Question)[] Questions =
    [
        ("FunctionPrefix", "Functions whose names begin so become tools"),
        ("FunctionList", "Names of further functions, with commas between"),
        ("InvokableFunctionArns", "ARNs of functions that it may invoke besides, with commas between"),
        ("Architecture", "Processor architecture: x86_64 or arm64"),
        ("Monitoring", "Metrics, dashboard and alarms: enabled or disabled"),
    ];

    private static readonly Option<bool> CheckOnly = new("--check") { Description = "Only look at what a deployment needs." };

    private static readonly Option<bool> Yes = new("--yes", "-y") { Description = "Ask nothing: take what was given, what the last deployment had, or the defaults." };

    private static readonly Option<string?> Stack = new("--stack") { Description = "The stack's name. Default: the last deployment's, or lambda-mcp.", HelpName = "NAME" };

    private static readonly Option<string> Template = new("--template") { Description = "The SAM template.", HelpName = "PATH", DefaultValueFactory = static _ => "template.yaml" };

    private static readonly Option<string[]> Parameter = new("--parameter") { Description = "A template parameter, which is then not asked for; may be given more than once.", HelpName = "NAME=VALUE" };

    private static readonly Option<bool> UseContainer = new("--use-container") { Description = "Build in a container: where this machine is no Linux, or of another processor architecture." };

    private static readonly Option<bool> Json = JsonOption.Create();

    public static Command Create(CliContext context)
    {
        var command = new ExampledCommand("deploy", "Puts the endpoint into your AWS account: checks what that needs, asks for the main settings, runs 'sam build' and 'sam deploy'. SAM remembers the settings in samconfig.toml.", """
            lambda-mcp deploy --check
            lambda-mcp deploy
            lambda-mcp deploy --yes --stack lambda-mcp --region eu-west-1 --parameter FunctionPrefix=mcp-
            """)
        {
            CheckOnly, Yes, Stack, Template, Parameter, UseContainer,
        };
        AwsOptions.AddTo(command);
        command.Add(Json);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var template = parsed.GetValue(Template)!;
        var remembered = SamConfiguration.Read(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(template))!, "samconfig.toml"));
        var choice = AwsOptions.Read(parsed);
        choice = choice with { Region = choice.Region ?? remembered.Region };
        var defaults = File.Exists(template) ? TemplateParameters.Read(template) : new Dictionary<string, string>();
        var given = Given(parsed, defaults);
        var settings = new Dictionary<string, string>(remembered.Parameters.Where(pair => defaults.ContainsKey(pair.Key)));
        foreach (var (name, value) in given)
            settings[name] = value;

        var programs = new Programs(context);
        var architecture = settings.GetValueOrDefault("Architecture") ?? defaults.GetValueOrDefault("Architecture") ?? "x86_64";
        var checks = await new Prerequisites(context, programs, choice, template, architecture, parsed.GetValue(UseContainer)).LookAsync(cancellationToken);
        var isGood = checks.All(check => check.IsGood);
        if (parsed.GetValue(CheckOnly))
        {
            WriteChecks(checks, parsed.GetValue(Json), context);
            return isGood ? ExitCode.Done : ExitCode.Failed;
        }

        if (!isGood)
        {
            foreach (var check in checks.Where(check => !check.IsGood))
                await context.Errors.WriteLineAsync($"{check.Name}: {check.Found}. {check.Missing}");
            return ExitCode.Failed;
        }

        await context.Errors.WriteLineAsync($"Into {checks.Single(check => check.Name == "credentials").Found}, region {checks.Single(check => check.Name == "region").Found}.");
        var stack = parsed.GetValue(Stack) ?? remembered.StackName ?? "lambda-mcp";
        if (!parsed.GetValue(Yes))
        {
            if (parsed.GetValue(Stack) is null)
                stack = await AskAsync("Name of the stack", stack, context, cancellationToken);
            foreach (var (name, question) in Questions.Where(question => defaults.ContainsKey(question.Name) && !given.ContainsKey(question.Name)))
            {
                var answer = await AskAsync(question, settings.GetValueOrDefault(name) ?? defaults[name], context, cancellationToken);
                if (answer != defaults[name] || settings.ContainsKey(name))
                    settings[name] = answer;
            }
        }

        var deployment = new SamDeployment(programs, programs.Find("sam")!, template, stack, checks.Single(check => check.Name == "region").Found, choice.Profile, settings);
        await deployment.BuildAsync(parsed.GetValue(UseContainer), context, cancellationToken);
        await deployment.DeployAsync(asks: context.Input.IsInteractive && !parsed.GetValue(Yes), context, cancellationToken);
        await TellAsync(await StackEndpoint.DescribeAsync(stack, choice, context, cancellationToken), choice, parsed.GetValue(Json), context);
        return ExitCode.Done;
    }

    private static Dictionary<string, string> Given(ParseResult parsed, IReadOnlyDictionary<string, string> known)
    {
        var given = new Dictionary<string, string>();
        foreach (var word in parsed.GetValue(Parameter) ?? [])
        {
            if (word.Split('=', 2) is not [{ Length: > 0 } name, var value])
                throw FailedException.BadUsage($"--parameter takes NAME=VALUE, not '{word}'.");
            if (known.Count > 0 && !known.ContainsKey(name))
                throw FailedException.BadUsage($"The template has no parameter {name}.");
            if (name == "McpAuthToken" && value.Length > 0)
                throw FailedException.BadUsage("A token on a command line is seen by others and kept in histories. The stack makes one itself; lambda-mcp token create makes more. To set one of your own, put it into the stack's secret with the AWS CLI.");
            given[name] = value;
        }

        return given;
    }

    private static async Task<string> AskAsync(string question, string standard, CliContext context, CancellationToken cancellationToken)
    {
        await context.Errors.WriteAsync($"{question} [{standard}]: ");
        var line = await Task.Run(context.Input.Reader.ReadLine, cancellationToken).WaitAsync(cancellationToken)
            ?? throw FailedException.BadUsage("Input ended before all was asked. --yes takes the defaults for what --parameter does not say.");
        return line.Trim() is { Length: > 0 } answer ? answer : standard;
    }

    private static void WriteChecks(IReadOnlyList<Check> checks, bool json, CliContext context)
    {
        if (json)
        {
            context.Output.Json(new JsonObject
            {
                ["ok"] = checks.All(check => check.IsGood),
                ["checks"] = new JsonArray([.. checks.Select(check => new JsonObject { ["name"] = check.Name, ["ok"] = check.IsGood, ["found"] = check.Found, ["missing"] = check.Missing })]),
            });
            return;
        }

        context.Output.Table(["", "NEEDED", "FOUND"], [.. checks.Select(check => (string[])[check.IsGood ? "ok" : "MISSING", check.Name, check.Found])]);
        foreach (var check in checks.Where(check => !check.IsGood))
            context.Errors.WriteLine($"{check.Name}: {check.Missing}");
    }

    private static async Task TellAsync(StackOutputs stack, AwsChoice choice, bool json, CliContext context)
    {
        var url = stack.Outputs.GetValueOrDefault("McpUrl") ?? throw new FailedException($"The stack {stack.Name} ({stack.Status}) has no output McpUrl.");
        var options = $"--stack {ExampleCall.Quoted(stack.Name)}{AwsOptions.Text(choice)}";
        if (json)
            context.Output.Json(new JsonObject { ["stack"] = stack.Name, ["status"] = stack.Status, ["url"] = url });
        else
            context.Output.Line(Screen.Plain(url));
        await context.Errors.WriteLineAsync($"""

            It is there. Next:
              lambda-mcp doctor {options}
              lambda-mcp token create me {options}
              lambda-mcp tools {options}
              lambda-mcp config claude-code {options}
            """);
    }
}
