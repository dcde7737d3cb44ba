using System.Runtime.ExceptionServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Search;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>The tools: those of registered and discovered functions, and those of further sources.</summary>
internal sealed partial class ToolCatalog : IToolCatalog, IToolRunner
{
    private readonly RegistrationSource _registrations;
    private readonly RegisteredByName<CatalogTool>? _byName;
    private readonly IReadOnlyList<IToolSource> _sources;
    private readonly FunctionDiscovery _functions;
    private readonly ToolCaller _caller;
    private readonly TaskDirector _director;
    private readonly SetDirectory _sets;
    private readonly bool _listsSearchOnly;
    private readonly ILogger<ToolCatalog> _logger;
    private volatile CatalogState? _built;

    public ToolCatalog(
        RegistrationSource registrations, SetDirectory sets, IEnumerable<IToolSource> sources, FunctionDiscovery functions, ToolCaller caller,
        TaskDirector director, CatalogOptions options, ILogger<ToolCatalog> logger)
    {
        _registrations = registrations;
        _byName = registrations.ByName<CatalogTool>(RegistrationType.Tool, FunctionTool.From);
        _sets = sets;
        _listsSearchOnly = options.Search == SearchMode.Only;
        // What aggregated functions bring never takes the place of the endpoint's own tools.
        _sources = [.. sources.OrderByDescending(source => source is BuiltInTools)];
        _functions = functions;
        _caller = caller;
        _director = director;
        _logger = logger;
        registrations.OnRead(() => _ = PrepareAsync());
        functions.OnRead(() => _ = PrepareAsync());
    }

    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await ReadListAsync(request, cancellationToken)).Entries;

    /// <summary>The tools as the lists show them to the request.</summary>
    public async ValueTask<MarkedList> ReadListAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var view = await ViewAsync(request, cancellationToken);
        return _listsSearchOnly ? view.SearchOnly : view.List(request.IsStateless);
    }

    /// <summary>The tools that the request may see, listed or not.</summary>
    public async ValueTask<ToolView> ViewAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).Tools.View(await _sets.OfAsync(request, cancellationToken)).For(request);

    async ValueTask<ListEntry?> IToolCatalog.FindAsync(McpRequest request, string name, CancellationToken cancellationToken) =>
        (await FindAsync(request, name, cancellationToken))?.Definition(request.IsStateless);

    public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken) =>
        await FindAsync(request, name, cancellationToken) is { } tool
            ? await CallAsync(request, name, tool, arguments, cancellationToken)
            : _caller.Unknown(request, name);

    private ValueTask<McpResult> CallAsync(McpRequest request, string name, CatalogTool tool, JsonElement arguments, CancellationToken cancellationToken) =>
        _director.CallAsync(request, name, tool.Tasks, (call, token) => _caller.CallAsync(call, tool, arguments, token), cancellationToken);

    async ValueTask<McpResult?> IToolCatalog.CallAsync(
        McpRequest request, string name, JsonElement arguments, Action<ListEntry> look, CancellationToken cancellationToken)
    {
        if (await FindAsync(request, name, cancellationToken) is not { } tool)
            return _caller.Unknown(request, name);
        look(tool.Definition(request.IsStateless));
        return await CallAsync(request, name, tool, arguments, cancellationToken);
    }

    async ValueTask<McpResult?> IToolRunner.RunAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var arguments = request.Params.TryGetProperty("arguments"u8, out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        // A task that was accepted runs on without its caller's scopes.
        return await FindAsync(request.Params.GetProperty("name"u8).GetString()!, cancellationToken) is { } tool
            ? await _caller.CallAsync(request, tool, arguments, cancellationToken)
            : null;
    }

    /// <summary>The functions that are tools, whoever may see them.</summary>
    public async ValueTask<IReadOnlyList<FunctionTool>> ReadFunctionsAsync(CancellationToken cancellationToken) =>
        [.. (await GetAsync(cancellationToken)).Tools.All.OfType<FunctionTool>()];

    // A tool that the caller may not call is, to the caller, none.
    private async ValueTask<CatalogTool?> FindAsync(McpRequest request, string name, CancellationToken cancellationToken) =>
        ToolNames.IsValid(name) && await FindAsync(name, cancellationToken) is { } tool && tool.IsFor(request) && tool.BelongsTo(await _sets.OfAsync(request, cancellationToken))
            ? tool
            : null;

    private async ValueTask<CatalogTool?> FindAsync(string name, CancellationToken cancellationToken)
    {
        // A call has the functions read again behind it when it is time, and never the registrations: with a thousand of them each call
        // would pay for the catalog's size.
        if (IsFresh && _built is { } built && built.Registrations == _registrations.Current && await IsCurrentAsync(built, cancellationToken) &&
            built.Tools.Find(name) is { } known)
        {
            return known;
        }

        // One read by key finds a registered tool, so that neither a cold instance's first call nor one right after a registration
        // waits for the whole catalog.
        var registered = _byName is null ? null : await _byName.FindAsync(name, cancellationToken);
        if (registered?.Value is { } served)
            return served;
        foreach (var source in _sources)
        {
            // A discovered function comes before what is brought without a prefix.
            if (await source.FindAsync(name, cancellationToken) is { } found && !(_functions.Options.IsEnabled && ToolSnapshot.HasNoPrefix(found)))
                return found;
        }

        var all = await GetAsync(cancellationToken);
        // A name whose registration is disabled is free for what is brought or discovered; the list may be older than that change.
        if (all.Tools.Find(name) is { } tool && !(all.Failure is not null && ToolSnapshot.HasNoPrefix(tool)))
            return registered is not null && tool is FunctionTool { Target.RegistrationId: var id } && id == registered.Registration.Id ? null : tool;
        // It may be one of the functions that could not be listed.
        all.Failure?.Throw();
        return null;
    }

    private async ValueTask<bool> IsCurrentAsync(CatalogState built, CancellationToken cancellationToken)
    {
        if (built.Functions != await _functions.GetAsync(cancellationToken))
            return false;
        for (var i = 0; i < _sources.Count; i++)
        {
            if (built.Sources[i] != await _sources[i].GetAsync(cancellationToken))
                return false;
        }

        return true;
    }

    // Puts the list in order before a request wants it, if any ever did.
    private async Task PrepareAsync()
    {
        if (_built is null || !IsFresh)
            return;
        try
        {
            await GetAsync(CancellationToken.None);
        }
        catch (Exception exception)
        {
            LogUnlisted(exception);
        }
    }

    private bool IsFresh => _registrations.IsFresh && _functions.IsFresh && _sources.All(source => source.IsFresh);

    private async ValueTask<CatalogState> GetAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken);
        if (state.Registrations.Served.Count == 0)
            state.Failure?.Throw();
        return state;
    }

    /// <summary>The catalog as it stands, also where functions could not be read.</summary>
    public async ValueTask<CatalogState> ReadAsync(CancellationToken cancellationToken)
    {
        var functionsRead = _functions.GetAsync(cancellationToken).AsTask();
        var sourcesRead = _sources.Select(source => source.GetAsync(cancellationToken).AsTask()).ToArray();
        var registrations = await _registrations.GetAsync(cancellationToken);
        var sources = await Task.WhenAll(sourcesRead);
        IReadOnlyList<DiscoveredFunction> functions;
        try
        {
            functions = await functionsRead;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Registered tools are served without the others; the next request tries again.
            LogUnlisted(exception);
            return new(registrations, sources, [], ToolSnapshot.Build(registrations, sources, [], _functions.Options.FunctionPrefix), ExceptionDispatchInfo.Capture(exception));
        }

        var built = _built;
        if (built is null || built.Registrations != registrations || built.Functions != functions || !built.Sources.SequenceEqual(sources))
        {
            var tools = ToolSnapshot.Build(registrations, sources, functions, _functions.Options.FunctionPrefix);
            if (built is null || !built.Tools.LeftOut.SequenceEqual(tools.LeftOut))
                Tell(tools.LeftOut);
            if (built is null || built.Functions != functions)
                Tell(tools.Discovered);
            _built = built = new(registrations, sources, functions, tools);
        }

        return built;
    }

    private void Tell(IReadOnlyList<CatalogTool> tools)
    {
        foreach (var tool in tools)
            LogLeftOut((tool as FunctionTool)?.Target.Aggregate ?? "The endpoint", tool.Name);
    }

    private void Tell(IReadOnlyList<DiscoveredTool> functions)
    {
        foreach (var function in functions)
        {
            if (function.Fault is { } fault)
                LogFault(function.Function.Function.Name, fault.Pointer, fault.Message);
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "The function {Function} is no tool, for clients would see what breaks a rule: {Pointer} {Fault}")]
    private partial void LogFault(string function, string pointer, string fault);

    [LoggerMessage(2, LogLevel.Warning, "{Source} brings the tool {Name}, which is left out: another one has that name")]
    private partial void LogLeftOut(string source, string name);

    [LoggerMessage(1, LogLevel.Warning, "The functions could not be listed; only registered tools are served")]
    private partial void LogUnlisted(Exception exception);
}
