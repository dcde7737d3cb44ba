using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>The tools as callers list, find and call them: a tool that the caller may not call is, to the caller, none.</summary>
internal sealed class ToolCatalog(
    ToolInventory inventory, RegistrationSource registrations, SetDirectory sets, ToolCaller caller, TaskDirector director, CatalogOptions options)
    : IToolCatalog, IToolRunner
{
    private readonly RegisteredByName<CatalogTool>? _byName = registrations.ByName<CatalogTool>(RegistrationType.Tool, FunctionTool.From);

    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await ReadListAsync(request, cancellationToken)).Entries;

    /// <summary>The tools as the lists show them to the request.</summary>
    public async ValueTask<MarkedList> ReadListAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(request, cancellationToken);
        return options.Search == SearchMode.Only ? view.SearchOnly : view.List(request.IsStateless);
    }

    /// <summary>The tools that the request may see, listed or not.</summary>
    public async ValueTask<ToolView> ViewAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await inventory.GetAsync(cancellationToken)).Tools.View(await sets.OfAsync(request, cancellationToken)).For(request);

    public async ValueTask<McpResult?> CallAsync(
        McpRequest request, string name, JsonElement arguments, Action<ListEntry>? look, CancellationToken cancellationToken)
    {
        if (!ToolNames.IsValid(name) || await FindAsync(request, name, await sets.OfAsync(request, cancellationToken), cancellationToken) is not { } tool)
            return caller.Unknown(request, name);
        look?.Invoke(tool.Definition(request.IsStateless));
        return await director.CallAsync(request, name, tool.Tasks, (call, token) => caller.CallAsync(call, tool, arguments, token), cancellationToken);
    }

    async ValueTask<McpResult?> IToolRunner.RunAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var arguments = request.Params.TryGetProperty("arguments"u8, out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        var name = request.Params.GetProperty("name"u8).GetString()!;
        // The set was the caller's way in; what the task was accepted for does not depend on it any more.
        return await FindAsync(request, name, set: null, cancellationToken) is { } tool
            ? await caller.CallAsync(request, tool, arguments, cancellationToken)
            : caller.Unknown(request, name);
    }

    private async ValueTask<CatalogTool?> FindAsync(McpRequest request, string name, CatalogSet? set, CancellationToken cancellationToken)
    {
        // A name that the caller's token is not for is not even looked up, unless it is one of the endpoint itself.
        if (request.Allowed.Tools is { } allowed && !allowed.Allows(name))
            return inventory.FindBuiltIn(name) is { } builtIn && IsFor(builtIn, request, set) ? builtIn : null;
        return await inventory.FindCurrentAsync(name, cancellationToken) is { } known && IsFor(known, request, set)
            ? known
            : await SearchAsync(request, name, set, cancellationToken);
    }

    // A tool that is hidden from the caller takes the way, and so the time, of one that is not there.
    private async ValueTask<CatalogTool?> SearchAsync(McpRequest request, string name, CatalogSet? set, CancellationToken cancellationToken)
    {
        // One read by key finds a registered tool, so that neither a cold instance's first call nor one right after a registration
        // waits for the whole catalog.
        var registered = _byName is null ? null : await _byName.FindAsync(name, registration => registration.IsFor(request), cancellationToken);
        if (registered?.Value is { } served && IsFor(served, request, set))
            return served;
        var isHidden = registered?.Value is not null;
        foreach (var source in inventory.Sources)
        {
            // A discovered function comes before what is brought without a prefix.
            if (await source.FindAsync(name, cancellationToken) is { } brought && !isHidden && IsFor(brought, request, set) &&
                !(inventory.DiscoversFunctions && ToolSnapshot.HasNoPrefix(brought)))
            {
                return brought;
            }
        }

        var all = await inventory.GetAsync(cancellationToken);
        // A name whose registration is disabled is free for what is brought or discovered; the list may be older than that change.
        if (!isHidden && all.Tools.Find(name) is { } tool && IsFor(tool, request, set) &&
            !(tool is FunctionTool { Target.RegistrationId: var id } && id == registered?.Registration.Id) &&
            !(all.Failure is not null && ToolSnapshot.HasNoPrefix(tool)))
        {
            return tool;
        }

        // It may be one of the functions that could not be listed.
        all.Failure?.Throw();
        return null;
    }

    private static bool IsFor(CatalogTool tool, McpRequest request, CatalogSet? set) => tool.IsFor(request) && tool.BelongsTo(set);
}
