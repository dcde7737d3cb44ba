namespace LambdaMcp.Cli.Chat.Models;

/// <summary>
/// The models that are known by a short name. Any other model of Bedrock is called by its id; then its price is not known, and it is taken to be able
/// to do everything.
/// </summary>
internal static class ModelTable
{
    /// <summary>When the table was last held against what it says.</summary>
    public const string Date = "2026-10-01";

    /// <summary>Where prices and ids are published.</summary>
    public const string Source = "https://aws.amazon.com/bedrock/pricing/";

    public const string Default = "nova-2-lite";

    private const decimal Geographic = 1.1m;

    private static readonly string[] NovaOne = ["us", "eu", "apac"];
    private static readonly string[] Everywhere = ["us", "eu", "jp", "au", "global"];

    public static readonly IReadOnlyList<ModelFacts> All =
    [
        new("nova-micro", "amazon.nova-micro-v1:0", NovaOne, false, true, CacheFields.SystemAndMessages, new(0.035m, 0.14m, 0.00875m, 0)),
        new("nova-lite", "amazon.nova-lite-v1:0", NovaOne, true, true, CacheFields.SystemAndMessages, new(0.06m, 0.24m, 0.015m, 0)),
        new("nova-pro", "amazon.nova-pro-v1:0", NovaOne, true, true, CacheFields.SystemAndMessages, new(0.8m, 3.2m, 0.2m, 0)),
        new("nova-premier", "amazon.nova-premier-v1:0", ["us"], true, true, CacheFields.None, new(2.5m, 12.5m, 2.5m, 2.5m)),
        new("nova-2-lite", "amazon.nova-2-lite-v1:0", ["us", "eu", "jp", "global"], true, true, CacheFields.SystemAndMessages, new(0.3m, 2.5m, 0.075m, 0), Geographic),
        Claude("claude-haiku", "anthropic.claude-haiku-4-5-20251001-v1:0", true, 1, 5, 0.1m),
        Claude("claude-sonnet", "anthropic.claude-sonnet-5-5", false, 2, 10, 0.2m),
        Claude("claude-opus", "anthropic.claude-opus-5-5", false, 4, 20, 0.2m),
        Claude("claude-sonnet-5", "anthropic.claude-sonnet-5", false, 2, 10, 0.2m),
        Claude("claude-opus-5", "anthropic.claude-opus-5", false, 5, 25, 0.5m),
        Claude("claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", true, 3, 15, 0.3m),
    ];

    // Since 4.5 a Claude costs a tenth more outside its global profile; writing to the cache costs a quarter more than reading anew.
    private static ModelFacts Claude(string alias, string id, bool takesTemperature, decimal input, decimal output, decimal cacheRead) =>
        new(alias, id, Everywhere, true, takesTemperature, CacheFields.ToolsSystemAndMessages, new(input, output, cacheRead, input * 1.25m), Geographic);
}
