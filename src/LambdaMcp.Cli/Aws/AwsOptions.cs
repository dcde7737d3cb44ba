using System.CommandLine;

namespace LambdaMcp.Cli.Aws;

/// <summary>The options that say which account and region are meant.</summary>
internal static class AwsOptions
{
    private static readonly Option<string?> Region = new("--region") { Description = "The AWS region. Default: AWS_REGION, then the profile's.", HelpName = "REGION" };

    private static readonly Option<string?> Profile = new("--profile") { Description = "The AWS profile. Default: AWS_PROFILE, then the usual places.", HelpName = "PROFILE" };

    public static void AddTo(Command command)
    {
        command.Add(Region);
        command.Add(Profile);
    }

    public static AwsChoice Read(ParseResult parsed) => new(parsed.GetValue(Region), parsed.GetValue(Profile));

    /// <summary>The same options, for a command that is shown to be typed next.</summary>
    public static string Text(AwsChoice choice) =>
        (choice.Region is { } region ? $" --region {region}" : "") + (choice.Profile is { } profile ? $" --profile {profile}" : "");
}
