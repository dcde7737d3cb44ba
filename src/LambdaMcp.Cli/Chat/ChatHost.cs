using LambdaMcp.AwsCalls.Bedrock;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Chat.Terminal;

namespace LambdaMcp.Cli.Chat;

/// <summary>The world around a conversation.</summary>
/// <param name="Input">What is typed or piped in.</param>
/// <param name="IsTyped">Whether a person types it.</param>
/// <param name="Interrupts">Ctrl-C.</param>
/// <param name="Bedrock">Makes a client of Bedrock.</param>
internal sealed record ChatHost(TextReader Input, bool IsTyped, Interrupts Interrupts, Func<AwsChoice, BedrockRuntime> Bedrock)
{
    /// <summary>The process's own.</summary>
    public static ChatHost OfProcess() => new(
        Console.In, !Console.IsInputRedirected, new(), static choice => new(choice.Region, choice.Profile));
}
