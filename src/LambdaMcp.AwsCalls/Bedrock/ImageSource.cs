namespace LambdaMcp.AwsCalls.Bedrock;

internal sealed record ImageSource
{
    public required byte[] Bytes { get; init; }
}
