namespace LambdaMcp.Gateway.Discovery.Explanations;

/// <summary>One thing that decides whether a function is a tool.</summary>
/// <param name="Name">What was looked at, in one word for programs.</param>
/// <param name="Passed">Whether it is in order; null where there is nothing to pass.</param>
/// <param name="Detail">What was found, as a sentence.</param>
internal sealed record ExplanationCheck(string Name, bool? Passed, string Detail);
