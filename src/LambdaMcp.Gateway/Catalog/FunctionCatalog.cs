using System.Text.Json;
using LambdaMcp.Gateway.Calls;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Tools;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog;

/// <summary>The tools that registered and discovered functions give.</summary>
internal sealed partial class FunctionCatalog : IToolCatalog
{
    private readonly RegisteredTools? _byKey;
    private readonly ToolCaller _caller;
    private readonly ILogger<FunctionCatalog> _logger;
    private readonly string? _prefix;
    private readonly CachedList<Registration>? _registrations;
    private readonly CachedList<FunctionSummary>? _functions;
    private Built? _built;

    public FunctionCatalog(
        IRegistrationStore? registrations, IFunctionDirectory directory, ToolCaller caller,
        DiscoveryOptions discovery, CatalogOptions options, TimeProvider time, ILogger<FunctionCatalog> logger)
    {
        _caller = caller;
        _logger = logger;
        _prefix = discovery.FunctionPrefix;
        if (registrations is not null)
        {
            _byKey = new(registrations, options.RegistrationsMaxAge, time);
            _registrations = new(registrations.ListAsync, options.RegistrationsMaxAge, time, exception => LogStale(exception, "registrations"));
        }

        if (discovery.IsEnabled)
            _functions = new(token => Select(directory, discovery, token), options.FunctionsMaxAge, time, exception => LogStale(exception, "functions"));
    }

    public async ValueTask<IReadOnlyList<ListEntry>> ListAsync(McpRequest request, CancellationToken cancellationToken) =>
        (await GetSnapshotAsync(cancellationToken)).Definitions;

    async ValueTask<ListEntry?> IToolCatalog.FindAsync(McpRequest request, string name, CancellationToken cancellationToken) =>
        (await FindAsync(name, cancellationToken))?.Definition;

    public async ValueTask<McpResult?> CallAsync(McpRequest request, string name, JsonElement arguments, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } tool ? await _caller.CallAsync(request, tool, arguments, cancellationToken) : null;

    private async ValueTask<CatalogTool?> FindAsync(string name, CancellationToken cancellationToken)
    {
        if (!ToolNames.IsValid(name))
            return null;
        if (_built?.Snapshot.Find(name) is not null)
            return (await GetSnapshotAsync(cancellationToken)).Find(name);

        // One read by key finds a registered tool, so that neither a cold instance's first call nor one right after a registration
        // waits for the whole catalog.
        return _byKey is not null && await _byKey.FindAsync(name, cancellationToken) is { } registered
            ? registered.Tool
            : (await GetSnapshotAsync(cancellationToken)).Find(name);
    }

    private async ValueTask<CatalogSnapshot> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        var functionsRead = _functions?.GetAsync(cancellationToken) ?? new([]);
        var registrations = _registrations is null ? [] : await _registrations.GetAsync(cancellationToken);
        var functions = await functionsRead;
        var built = _built;
        if (built is null || built.Registrations != registrations || built.Functions != functions)
            _built = built = new(registrations, functions, CatalogSnapshot.Build(registrations, functions, _prefix));
        return built.Snapshot;
    }

    private static async IAsyncEnumerable<FunctionSummary> Select(
        IFunctionDirectory directory, DiscoveryOptions discovery, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var function in directory.ListAsync(cancellationToken))
        {
            if (discovery.Selects(function.Name))
                yield return function;
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The {What} could not be read again; the last known ones are served")]
    private partial void LogStale(Exception exception, string what);

    private sealed record Built(IReadOnlyList<Registration> Registrations, IReadOnlyList<FunctionSummary> Functions, CatalogSnapshot Snapshot);
}
