using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Calls.Answers;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Resources;
using LambdaMcp.Telemetry.Records;
using ModelContextProtocol;

namespace LambdaMcp.Gateway.Catalog.Resources;

/// <summary>The resources that registered and aggregated functions give.</summary>
internal sealed class ResourceCatalog(EntrySource entries, SetDirectory sets, FunctionCaller functions) : IResourceCatalog
{
    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await ViewAsync(request, cancellationToken)).Resources.Entries;

    public async ValueTask<IReadOnlyList<ListEntry>> ListTemplatesAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await ViewAsync(request, cancellationToken)).Templates.Entries;

    public async ValueTask<bool> ExistsAsync(McpRequest request, string uri, CancellationToken cancellationToken) =>
        await FindAsync(request, uri, cancellationToken) is not null;

    public async ValueTask<McpResult?> ReadAsync(McpRequest request, string uri, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, uri, cancellationToken) is not { } found)
        {
            functions.Unknown(request, InvocationKind.Resource);
            return null;
        }

        var (resource, variables) = found;
        try
        {
            return await functions.CallAsync(
                request, InvocationKind.Resource, resource.Target, Event(uri, variables), answer => ResourceAnswer.Read(resource.Target.Name, uri, resource.MimeType, answer),
                cancellationToken);
        }
        catch (CallFailedException failed)
        {
            throw failed.ToError();
        }
        catch (McpErrorException error) when (SaysNotFound(error))
        {
            return null;
        }
    }

    private async ValueTask<(CatalogResource Resource, IReadOnlyDictionary<string, string> Variables)?> FindAsync(
        McpRequest request, string uri, CancellationToken cancellationToken)
    {
        if (!request.Allowed.AllowsResource(uri))
            return null;
        var set = await sets.OfAsync(request, cancellationToken);
        // What the program has at that very URI comes before all else, so nothing need be read for it.
        if (entries.Methods.View(set).For(request).Resources.FindExact(uri) is { } own)
            return own;
        // A tool may have made it just now, and given its URI to the client.
        return await entries.FindAsync(FindIn, cancellationToken);

        (CatalogResource Resource, IReadOnlyDictionary<string, string> Variables)? FindIn(RegisteredSet all)
        {
            var found = all.View(set).For(request).Resources.Find(uri);
            // A set may show less; what is hidden is so everywhere.
            return found is not null && all.View(set: null).Resources.Hides(uri, request) ? null : found;
        }
    }

    private async ValueTask<ResourceSnapshot> ViewAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await entries.GetAsync(cancellationToken)).View(await sets.OfAsync(request, cancellationToken)).For(request).Resources;

    private static ReadOnlyMemory<byte> Event(string uri, IReadOnlyDictionary<string, string> variables)
    {
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("uri"u8, uri);
            writer.WriteStartObject("variables"u8);
            foreach (var (name, value) in variables)
                writer.WriteString(name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.WrittenMemory;
    }

    // A function may say it in the way of any revision; the client hears it in the way of its own.
    private static bool SaysNotFound(McpErrorException error) => error.ErrorCode switch
    {
        McpErrorCode.ResourceNotFound => true,
        McpErrorCode.InvalidParams => error.ErrorData is { ValueKind: JsonValueKind.Object } data && data.TryGetProperty("uri"u8, out _),
        _ => false,
    };
}
