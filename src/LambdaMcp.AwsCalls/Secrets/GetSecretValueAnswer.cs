namespace LambdaMcp.AwsCalls.Secrets;

internal sealed record GetSecretValueAnswer
{
    /// <summary>The value, if it was stored as text.</summary>
    public string? SecretString { get; init; }
}
