namespace LambdaMcp.Gateway.Discovery.Tags;

/// <summary>The tags of a function.</summary>
/// <param name="FunctionArn">The function's unqualified ARN.</param>
/// <param name="Tags">Its tags.</param>
public sealed record FunctionTags(string FunctionArn, IReadOnlyDictionary<string, string> Tags);
