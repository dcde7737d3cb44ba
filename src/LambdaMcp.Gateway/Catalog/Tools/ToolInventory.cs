using System.Runtime.ExceptionServices;
using LambdaMcp.Gateway.Discovery;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>
/// What tools there are, whoever may see them: those of registered and discovered functions, and those of further sources. Each change of what
/// they are made from makes them anew, behind the requests where that is possible.
/// </summary>
internal sealed partial class ToolInventory
{
    private readonly RegistrationSource _registrations;
    private readonly FunctionDiscovery _functions;
    private readonly ILogger<ToolInventory> _logger;
    private volatile CatalogState? _built;

    public ToolInventory(RegistrationSource registrations, IEnumerable<IToolSource> sources, FunctionDiscovery functions, ILogger<ToolInventory> logger)
    {
        (_registrations, _functions, _logger) = (registrations, functions, logger);
        // What aggregated functions bring never takes the place of the endpoint's own tools.
        Sources = [.. sources.OrderByDescending(source => source is BuiltInTools)];
        registrations.OnRead(() => _ = PrepareAsync());
        functions.OnRead(() => _ = PrepareAsync());
    }

    /// <summary>The sources, in the order in which they give names.</summary>
    public IReadOnlyList<IToolSource> Sources { get; }

    /// <summary>Whether functions are discovered at all.</summary>
    public bool DiscoversFunctions => _functions.Options.IsEnabled;

    /// <summary>The functions that are tools.</summary>
    public async ValueTask<IReadOnlyList<FunctionTool>> ReadFunctionsAsync(CancellationToken cancellationToken) =>
        [.. (await GetAsync(cancellationToken)).Tools.All.OfType<FunctionTool>()];

    /// <summary>The endpoint's own tool of this name, if there is one.</summary>
    public CatalogTool? FindBuiltIn(string name)
    {
        foreach (var source in Sources)
        {
            if (source is BuiltInTools tools && tools.Find(name) is { } found)
                return found;
        }

        return null;
    }

    /// <summary>The tool of this name, if the tools are at hand and it is one of them.</summary>
    public async ValueTask<CatalogTool?> FindCurrentAsync(string name, CancellationToken cancellationToken) =>
        // A call has the functions read again behind it when it is time, and never the registrations: with a thousand of them each call
        // would pay for the catalog's size.
        IsFresh && _built is { } built && built.Registrations == _registrations.Current && await IsCurrentAsync(built, cancellationToken)
            ? built.Tools.Find(name)
            : null;

    /// <summary>The tools; fails where there is nothing but functions, and they could not be read.</summary>
    public async ValueTask<CatalogState> GetAsync(CancellationToken cancellationToken)
    {
        var state = await ReadAsync(cancellationToken);
        if (state.Registrations.Served.Count == 0)
            state.Failure?.Throw();
        return state;
    }

    /// <summary>The tools as they stand, also where functions could not be read.</summary>
    public async ValueTask<CatalogState> ReadAsync(CancellationToken cancellationToken)
    {
        var functionsRead = _functions.GetAsync(cancellationToken).AsTask();
        var sourcesRead = Sources.Select(source => source.GetAsync(cancellationToken).AsTask()).ToArray();
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

    private async ValueTask<bool> IsCurrentAsync(CatalogState built, CancellationToken cancellationToken)
    {
        if (built.Functions != await _functions.GetAsync(cancellationToken))
            return false;
        for (var i = 0; i < Sources.Count; i++)
        {
            if (built.Sources[i] != await Sources[i].GetAsync(cancellationToken))
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

    private bool IsFresh => _registrations.IsFresh && _functions.IsFresh && Sources.All(source => source.IsFresh);

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
