namespace LambdaMcp.Protocol.Completion;

/// <summary>Completes arguments of prompts and variables of resource templates.</summary>
public interface ICompletionSource
{
    /// <summary>Values that could complete what the user typed.</summary>
    /// <returns>The values, or null when there is no such prompt or template.</returns>
    ValueTask<CompletionValues?> CompleteAsync(McpRequest request, CompletionQuery query, CancellationToken cancellationToken);
}
