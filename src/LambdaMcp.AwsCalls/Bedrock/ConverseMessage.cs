namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>A turn of the conversation.</summary>
internal sealed record ConverseMessage
{
    public const string User = "user";

    public const string Assistant = "assistant";

    /// <summary><see cref="User"/> or <see cref="Assistant"/>.</summary>
    public required string Role { get; init; }

    public required IReadOnlyList<ContentBlock> Content { get; init; }
}
