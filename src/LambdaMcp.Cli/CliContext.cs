using Amazon.DynamoDBv2;
using Amazon.Runtime;
using LambdaMcp.AwsCalls.SignedCalls;
using LambdaMcp.AwsCalls.Stacks;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Chat;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli;

/// <summary>The world around a command.</summary>
/// <param name="Output">Where results go.</param>
/// <param name="Errors">Where all else goes: remarks, warnings, faults.</param>
/// <param name="Clock">The time.</param>
/// <param name="Variable">Reads an environment variable; null or empty when it is not set.</param>
/// <param name="DynamoDb">Makes a client of DynamoDB.</param>
/// <param name="Stacks">Makes a client of CloudFormation.</param>
internal sealed record CliContext(
    Screen Output,
    TextWriter Errors,
    TimeProvider Clock,
    Func<string, string?> Variable,
    Func<AwsChoice, IAmazonDynamoDB> DynamoDb,
    Func<AwsChoice, StackResources> Stacks)
{
    /// <summary>Where answers of a person, and input, come from.</summary>
    public Keyboard Input { get; init; } = Keyboard.OfProcess();

    /// <summary>Makes a client of any other service.</summary>
    public Func<AwsChoice, SignedService, SignedClient> Signed { get; init; } = static (choice, service) => choice.Signed(service);

    /// <summary>Whose credentials sign a request that no client makes.</summary>
    public Func<AwsChoice, AWSCredentials> Credentials { get; init; } = static choice => choice.Credentials();

    /// <summary>Whether remarks are read in a terminal, where a line can be written over.</summary>
    public bool ErrorsAreTerminal { get; init; }

    /// <summary>What a conversation needs besides.</summary>
    public ChatHost Chat { get; init; } = ChatHost.OfProcess();

    /// <summary>The process's own.</summary>
    public static CliContext OfProcess() => new(
        Screen.OfProcess(), Console.Error, TimeProvider.System, Environment.GetEnvironmentVariable, static choice => choice.DynamoDb(),
        static choice => new(choice.Region, choice.Profile))
    {
        ErrorsAreTerminal = !Console.IsErrorRedirected,
    };

    /// <summary>An environment variable that is set to something.</summary>
    public string? Setting(string name) => Variable(name) is { Length: > 0 } value ? value : null;
}
