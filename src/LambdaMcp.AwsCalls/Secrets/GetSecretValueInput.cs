namespace LambdaMcp.AwsCalls.Secrets;

internal sealed record GetSecretValueInput
{
    public required string SecretId { get; init; }
}
