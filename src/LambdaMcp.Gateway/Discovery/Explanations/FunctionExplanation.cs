namespace LambdaMcp.Gateway.Discovery.Explanations;

/// <summary>Why a function is, or is not, a tool.</summary>
/// <param name="Function">The function as it was asked for.</param>
/// <param name="Arn">Its ARN, if it is known.</param>
/// <param name="Tools">The names of the tools that call it.</param>
/// <param name="Checks">What decided it, in the order in which it was decided.</param>
internal sealed record FunctionExplanation(string Function, string? Arn, IReadOnlyList<string> Tools, IReadOnlyList<ExplanationCheck> Checks)
{
    /// <summary>The answer in a sentence.</summary>
    public string Summary =>
        Tools.Count > 0 ? $"{Function} is called by {(Tools.Count == 1 ? "the tool" : "the tools")} {string.Join(", ", Tools)}."
        : Checks.FirstOrDefault(check => check.Passed == false) is { } reason ? $"{Function} is no tool. {reason.Detail}"
        : $"{Function} is no tool.";
}
