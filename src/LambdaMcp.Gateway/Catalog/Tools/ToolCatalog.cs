using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
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
    private readonly CachedList<FunctionSummary>? _functions;
    private readonly ToolCaller _caller;
    private readonly TaskDirector _director;
    private readonly string? _prefix;
    private readonly ILogger<ToolCatalog> _logger;
    private volatile Built? _built;

    public ToolCatalog(
        RegistrationSource registrations, IEnumerable<IToolSource> sources, IFunctionDirectory directory, ToolCaller caller, TaskDirector director,
        DiscoveryOptions discovery, CatalogOptions options, TimeProvider time, ILogger<ToolCatalog> logger)
    {
        _registrations = registrations;
        _byName = registrations.ByName<CatalogTool>(RegistrationType.Tool, FunctionTool.From);
        _sources = [.. sources];
        _caller = caller;
        _director = director;
        _prefix = discovery.FunctionPrefix;
        _logger = logger;
        if (discovery.IsEnabled)
            _functions = new(token => Select(directory, discovery, token), options.FunctionsMaxAge, time, exception => LogStale(exception));
    }

    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await ReadListAsync(request, cancellationToken)).Entries;

    /// <summary>The tools as the request may see them.</summary>
    public async ValueTask<MarkedList> ReadListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await GetAsync(cancellationToken)).Tools.List(request.IsStateless);

    async ValueTask<ListEntry?> IToolCatalog.FindAsync(McpRequest request, string name, CancellationToken cancellationToken) =>
        (await FindAsync(name, cancellationToken))?.Definition(request.IsStateless);

    public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } tool
            ? await _director.CallAsync(request, name, tool.Tasks, (call, token) => _caller.CallAsync(call, tool, arguments, token), cancellationToken)
            : null;

    async ValueTask<McpResult?> IToolRunner.RunAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var arguments = request.Params.TryGetProperty("arguments"u8, out var given) && given.ValueKind == JsonValueKind.Object ? given : default;
        return await FindAsync(request.Params.GetProperty("name"u8).GetString()!, cancellationToken) is { } tool
            ? await _caller.CallAsync(request, tool, arguments, cancellationToken)
            : null;
    }

    private async ValueTask<CatalogTool?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!ToolNames.IsValid(name))
            return null;
        if (IsFresh && _built?.Tools.Find(name) is not null)
            return (await GetAsync(cancellationToken)).Tools.Find(name);

        // One read by key finds a registered tool, so that neither a cold instance's first call nor one right after a registration
        // waits for the whole catalog.
        if (_byName is not null && await _byName.FindAsync(name, cancellationToken) is { } registered)
            return registered.Value;
        foreach (var source in _sources)
        {
            if (await source.FindAsync(name, cancellationToken) is { } found)
                return found;
        }

        var built = await GetAsync(cancellationToken);
        if (built.Tools.Find(name) is { } tool)
            return tool;
        // It may be one of the functions that could not be listed.
        built.Failure?.Throw();
        return null;
    }

    private bool IsFresh => _registrations.IsFresh && _functions is null or { IsFresh: true } && _sources.All(source => source.IsFresh);

    private async ValueTask<Built> GetAsync(CancellationToken cancellationToken)
    {
        var functionsRead = _functions is null ? Task.FromResult<IReadOnlyList<FunctionSummary>>([]) : _functions.GetAsync(cancellationToken).AsTask();
        var sourcesRead = _sources.Select(source => source.GetAsync(cancellationToken).AsTask()).ToArray();
        var registrations = await _registrations.GetAsync(cancellationToken);
        var sources = await Task.WhenAll(sourcesRead);
        IReadOnlyList<FunctionSummary> functions;
        try
        {
            functions = await functionsRead;
        }
        catch (Exception exception) when (registrations.Served.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            // Registered tools are served without the others; the next request tries again.
            LogUnlisted(exception);
            return new(registrations, sources, [], ToolSnapshot.Build(registrations, sources, [], _prefix), ExceptionDispatchInfo.Capture(exception));
        }

        var built = _built;
        if (built is null || built.Registrations != registrations || built.Functions != functions || !built.Sources.SequenceEqual(sources))
            _built = built = new(registrations, sources, functions, ToolSnapshot.Build(registrations, sources, functions, _prefix));
        return built;
    }

    private static async IAsyncEnumerable<FunctionSummary> Select(
        IFunctionDirectory directory, DiscoveryOptions discovery, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var function in directory.ListAsync(cancellationToken))
        {
            if (discovery.Selects(function.Name))
                yield return function;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The functions could not be listed again; the last known ones are served")]
    private partial void LogStale(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The functions could not be listed; only registered tools are served")]
    private partial void LogUnlisted(Exception exception);

    private sealed record Built(
        RegisteredSet Registrations, IReadOnlyList<CatalogTool>[] Sources, IReadOnlyList<FunctionSummary> Functions, ToolSnapshot Tools,
        ExceptionDispatchInfo? Failure = null);
}
