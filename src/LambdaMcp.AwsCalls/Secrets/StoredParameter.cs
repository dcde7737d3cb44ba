namespace LambdaMcp.AwsCalls.Secrets;

/// <summary>A parameter as <c>GetParameter</c> returns it.</summary>
internal sealed record StoredParameter
{
    public string? Value { get; init; }
}
