namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record InferenceConfiguration
{
    public int? MaxTokens { get; init; }

    /// <summary>From 0 to 1.</summary>
    public double? Temperature { get; init; }
}
