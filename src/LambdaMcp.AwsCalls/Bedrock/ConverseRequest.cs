namespace LambdaMcp.AwsCalls.Bedrock;

/// <summary>What Converse and ConverseStream are asked; the model's id goes into the path.</summary>
internal sealed record ConverseRequest
{
    /// <summary>The conversation so far, whose roles take turns, beginning with the user's.</summary>
    public required IReadOnlyList<ConverseMessage> Messages { get; init; }

    public IReadOnlyList<SystemBlock>? System { get; init; }

    public InferenceConfiguration? InferenceConfig { get; init; }

    /// <summary>Needed as soon as a message of the conversation has a tool's use or result in it.</summary>
    public ToolConfiguration? ToolConfig { get; init; }
}
