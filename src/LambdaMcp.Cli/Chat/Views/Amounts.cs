using System.Globalization;
using LambdaMcp.AwsCalls.Bedrock;

namespace LambdaMcp.Cli.Chat.Views;

/// <summary>Tokens and money in words.</summary>
internal static class Amounts
{
    public static string Of(TokenUsage usage)
    {
        var text = $"{Count(usage.InputTokens)} in, {Count(usage.OutputTokens)} out";
        if (usage.CacheReadInputTokens > 0)
            text += $", {Count(usage.CacheReadInputTokens)} read from the cache";
        if (usage.CacheWriteInputTokens > 0)
            text += $", {Count(usage.CacheWriteInputTokens)} written to it";
        return text;
    }

    public static string Of(decimal cost) => cost.ToString(cost is > 0 and < 0.01m ? "$0.000000" : "$0.0000", CultureInfo.InvariantCulture);

    private static string Count(long tokens) => tokens.ToString("#,0", CultureInfo.InvariantCulture);
}
