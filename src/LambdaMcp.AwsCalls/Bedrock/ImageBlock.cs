namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ImageBlock
{
    /// <summary><c>png</c>, <c>jpeg</c>, <c>gif</c> or <c>webp</c>.</summary>
    public required string Format { get; init; }

    public required ImageSource Source { get; init; }
}
