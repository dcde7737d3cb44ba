namespace LambdaMcp.AwsCalls.Secrets;

internal sealed record GetParameterAnswer
{
    public StoredParameter? Parameter { get; init; }
}
