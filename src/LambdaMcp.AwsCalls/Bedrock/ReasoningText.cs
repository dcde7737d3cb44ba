namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ReasoningText
{
    public required string Text { get; init; }

    /// <summary>With which the model knows its own words again.</summary>
    public string? Signature { get; init; }
}
