using System.Text.Json;
using LambdaMcp.Protocol.Completion;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>Completes for the reference <c>greet</c>: as many values as it is told to.</summary>
internal sealed class CountedCompletion(int count) : ICompletionSource
{
    public CompletionQuery LastQuery { get; private set; }

    public ValueTask<CompletionValues?> CompleteAsync(McpRequest request, CompletionQuery query, CancellationToken cancellationToken)
    {
        LastQuery = query with { Context = query.Context.ValueKind == JsonValueKind.Undefined ? default : query.Context.Clone() };
        return new(query.Reference == "greet" ? new CompletionValues([.. Enumerable.Range(0, count).Select(i => $"value-{i}")], count) : null);
    }
}
