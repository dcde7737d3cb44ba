namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ConverseOutput
{
    public required ConverseMessage Message { get; init; }
}
