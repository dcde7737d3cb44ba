using System.Text.Json;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Completion;

namespace LambdaMcp.StdioBridge.Http;

/// <summary>The stdio server's completion of arguments.</summary>
internal sealed class ServerCompletion(ServerRequests server) : ICompletionSource
{
    public async ValueTask<CompletionValues?> CompleteAsync(McpRequest request, CompletionQuery query, CancellationToken cancellationToken)
    {
        // Values for a template would tell of resources that the caller may not see.
        var isAllowed = query.ReferenceType == "ref/prompt" ? request.Allowed.AllowsPrompt(query.Reference) : request.Allowed.Resources is null;
        if (isAllowed)
            return Read(await server.SendAsync(request, cancellationToken));
        server.Refuse(request);
        return null;
    }

    private static CompletionValues Read(McpResult result)
    {
        using var document = ResultJson.Read(result);
        if (!document.RootElement.TryGetProperty("completion"u8, out var completion) || completion.ValueKind != JsonValueKind.Object ||
            !completion.TryGetProperty("values"u8, out var values) || values.ValueKind != JsonValueKind.Array)
        {
            return new([]);
        }

        return new(
            [.. values.EnumerateArray().Where(value => value.ValueKind == JsonValueKind.String).Select(value => value.GetString()!)],
            completion.TryGetProperty("total"u8, out var total) && total.ValueKind == JsonValueKind.Number && total.TryGetInt32(out var number) ? number : null,
            completion.TryGetProperty("hasMore"u8, out var more) && more.ValueKind == JsonValueKind.True);
    }
}
