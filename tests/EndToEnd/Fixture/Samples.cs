namespace EndToEnd.Fixture;

internal static class Samples
{
    /// <summary>The tools that src/Samples makes with the function prefix stripped.</summary>
    public static string[] Names { get; } =
    [
        "binary-answer", "create-customer", "customer-by-email", "customer-by-id", "echo", "failing", "large-answer", "slow",
        "summary", "unit-converter", "word-count",
    ];
}
