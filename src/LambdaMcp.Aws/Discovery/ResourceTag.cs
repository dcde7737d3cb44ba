namespace LambdaMcp.Aws.Discovery;

/// <summary>One tag.</summary>
internal sealed record ResourceTag(string Key, string Value);
