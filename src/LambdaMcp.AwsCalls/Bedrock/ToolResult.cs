namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>What a tool answered.</summary>
internal sealed record ToolResult
{
    public const string Success = "success";

    public const string Error = "error";

    public required string ToolUseId { get; init; }

    /// <summary>At least one, and no blank text.</summary>
    public required IReadOnlyList<ToolResultContent> Content { get; init; }

    /// <summary><see cref="Success"/> or <see cref="Error"/>.</summary>
    public required string Status { get; init; }
}
