using System.CommandLine;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary><c>lambda-mcp register</c>.</summary>
internal static class RegisterCommand
{
    /// <summary>The types that the API knows.</summary>
    public static readonly string[] Types = ["tool", "resource", "resource-template", "prompt", "target", "set"];

    /// <summary>The option of every command.</summary>
    public static Option<bool> Json { get; } = JsonOption.Create();

    /// <summary>What a name is of, where it is no id.</summary>
    public static Option<string> Type { get; } = CreateType();

    public static Command Create(CliContext context)
    {
        var command = new Command("register", "Makes tools, resources and prompts of Lambda functions: the registration API, in requests signed with your AWS credentials.");
        foreach (var subcommand in (Command[])
            [AddRegistration.Command(context), ListRegistrations.Command(context), ShowRegistration.Command(context), RemoveRegistration.Command(context),
            ImportRegistrations.Command(context), ExportRegistrations.Command(context), TestRegistration.Command(context)])
        {
            EndpointOptions.AddTo(subcommand);
            subcommand.Add(Json);
            command.Add(subcommand);
        }

        return command;
    }

    /// <exception cref="FailedException">There is no such API.</exception>
    public static async Task<RegistrationApi> OpenAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken) =>
        RegistrationApi.Open(await EndpointOptions.FindAsync(parsed, context, needsToken: false, cancellationToken), context);

    /// <summary>The id of what is named: the type, a hyphen and the name.</summary>
    public static string IdOf(string name, string type) => Types.Any(known => name.StartsWith($"{known}-", StringComparison.Ordinal)) ? name : $"{type}-{name}";

    private static Option<string> CreateType()
    {
        var option = new Option<string>("--type") { Description = $"What it is: {string.Join(", ", Types)}.", HelpName = "TYPE", DefaultValueFactory = static _ => "tool" };
        option.AcceptOnlyFromAmong(Types);
        return option;
    }
}
