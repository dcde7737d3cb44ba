namespace LambdaMcp.Tools.Methods;

/// <summary>An argument is missing or is not what the method takes. The client is told, so that the model can correct it.</summary>
/// <param name="at">Where it is (RFC 6901), such as <c>/order/items/2</c>.</param>
/// <param name="problem">What is wrong, such as <c>must be a whole number</c>.</param>
public sealed class InvalidArgumentException(string at, string problem) : Exception($"{at} {problem}")
{
    /// <summary>Where the argument is (RFC 6901).</summary>
    public string At { get; } = at;

    /// <summary>What is wrong with it.</summary>
    public string Problem { get; } = problem;
}
