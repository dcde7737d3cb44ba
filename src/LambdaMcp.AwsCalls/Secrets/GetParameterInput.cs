namespace LambdaMcp.AwsCalls.Secrets;

internal sealed record GetParameterInput
{
    /// <summary>The parameter's name or ARN.</summary>
    public required string Name { get; init; }

    public required bool WithDecryption { get; init; }
}
