using System.CommandLine;

namespace LambdaMcp.Cli.Registrations;

/// <summary>The options that choose among registrations.</summary>
internal static class RegistrationFilter
{
    private static readonly Option<string?> Type = CreateType();

    private static readonly Option<string[]> Tag = new("--tag") { Description = "Only those with this tag; given more than once, with all of them.", HelpName = "TAG" };

    private static readonly Option<string?> Prefix = new("--prefix") { Description = "Only those whose names begin so.", HelpName = "TEXT" };

    private static readonly Option<string?> Function = new("--function") { Description = "Only those of this function, by its name or ARN.", HelpName = "FUNCTION" };

    public static void AddTo(Command command)
    {
        foreach (var option in (Option[])[Type, Tag, Prefix, Function])
            command.Add(option);
    }

    /// <summary>The query of a request.</summary>
    public static string Query(ParseResult parsed, string? cursor)
    {
        var parameters = (parsed.GetValue(Tag) ?? []).Select(tag => ("tag", (string?)tag))
            .Concat([("type", parsed.GetValue(Type)), ("namePrefix", parsed.GetValue(Prefix)), ("function", parsed.GetValue(Function)), ("cursor", cursor)])
            .Where(parameter => parameter.Item2 is not null)
            .Select(parameter => $"{parameter.Item1}={Uri.EscapeDataString(parameter.Item2!)}");
        return string.Join('&', parameters) is { Length: > 0 } query ? $"?{query}" : "";
    }

    private static Option<string?> CreateType()
    {
        var option = new Option<string?>("--type") { Description = $"Only those of this type: {string.Join(", ", RegisterCommand.Types)}.", HelpName = "TYPE" };
        option.AcceptOnlyFromAmong(RegisterCommand.Types);
        return option;
    }
}
