namespace LambdaMcp.Cli.Chat.Models;

/// <summary>Where a model takes cache points.</summary>
internal enum CacheFields
{
    None,
    SystemAndMessages,
    ToolsSystemAndMessages,
}
