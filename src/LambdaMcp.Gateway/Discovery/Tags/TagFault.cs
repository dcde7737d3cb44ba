namespace LambdaMcp.Gateway.Discovery.Tags;

/// <summary>A tag that cannot be used.</summary>
/// <param name="Key">The tag's key.</param>
/// <param name="Message">What its value must be, ready to follow the key.</param>
internal sealed record TagFault(string Key, string Message);
