using System.Collections.Frozen;
using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.Discovery;

/// <summary>
/// The account's functions as the filters judge them, as old as they may be. Functions and tags are read side by side, schemas then at
/// most eight at a time; what only some setting needs is not read without it.
/// </summary>
internal sealed partial class FunctionDiscovery
{
    private static readonly FrozenDictionary<string, string> NoTags = FrozenDictionary<string, string>.Empty;

    private readonly DiscoveryOptions _options;
    private readonly IFunctionDirectory _directory;
    private readonly ITagDirectory? _tags;
    private readonly FunctionSchemas? _schemas;
    private readonly ILogger<FunctionDiscovery> _logger;
    private readonly CachedList<DiscoveredFunction>? _list;

    public FunctionDiscovery(
        DiscoveryOptions options, IFunctionDirectory directory, ITagDirectory? tags, FunctionSchemas? schemas, CatalogOptions catalog, TimeProvider time,
        ILogger<FunctionDiscovery> logger)
    {
        (_options, _directory, _tags, _schemas, _logger) = (options, directory, tags, schemas, logger);
        if (options.IsEnabled)
            _list = new(ReadAsync, catalog.FunctionsMaxAge, time, exception => LogStale(exception));
    }

    public DiscoveryOptions Options => _options;

    /// <summary>Whether <see cref="GetAsync"/> would not wait.</summary>
    public bool IsFresh => _list is null or { IsFresh: true };

    /// <summary>Has <paramref name="listener"/> told, behind the requests, of every reading.</summary>
    public void OnRead(Action listener)
    {
        if (_list is not null)
            _list.OnRead = listener;
    }

    /// <summary>Every function of the account, also those that are not selected; none when there is no filter. The same list as long as it was not read again.</summary>
    public ValueTask<IReadOnlyList<DiscoveredFunction>> GetAsync(CancellationToken cancellationToken) => _list?.GetAsync(cancellationToken) ?? new([]);

    /// <summary>Whether a function has this name or ARN, whatever its qualifier.</summary>
    public static bool IsCalled(FunctionSummary function, string nameOrArn) =>
        nameOrArn.StartsWith("arn:", StringComparison.Ordinal)
            ? Registrations.FunctionArn.Unqualified(nameOrArn) == function.Arn
            : nameOrArn.Split(':')[0] == function.Name;

    private async IAsyncEnumerable<DiscoveredFunction> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tags = ReadTagsAsync(cancellationToken);
        var waiting = new List<(DiscoveredFunction Function, Task<FunctionSchema> Schema)>();
        var schemas = new Dictionary<string, Task<FunctionSchema>>(StringComparer.Ordinal);
        await foreach (var function in _directory.ListAsync(cancellationToken))
        {
            var name = FunctionFilters.ByName(_options, function.Name);
            var judged = name is NameMatch.None or NameMatch.Own ? new(function, name, HasTag: false) : Judge(function, name, (await tags).GetValueOrDefault(function.Arn, NoTags));
            if (judged is not { IsTool: true, SchemaArn: { } arn })
                yield return judged;
            else
                waiting.Add((judged, schemas.TryGetValue(arn, out var known) ? known : schemas[arn] = ReadSchemaAsync(arn, cancellationToken)));
        }

        // Whoever waits for the list is given time for each function anew.
        foreach (var (function, schema) in waiting)
            yield return function with { Schema = await schema };
        _schemas?.Keep(schemas.Keys);
        // Nothing may have asked for it.
        await tags;
    }

    private DiscoveredFunction Judge(FunctionSummary function, NameMatch name, IReadOnlyDictionary<string, string> tags)
    {
        var hasTag = FunctionFilters.ByTag(_options, tags);
        var judged = new DiscoveredFunction(function, name, hasTag) { Tags = tags };
        if (!hasTag)
            return judged;
        judged = judged with
        {
            Overrides = _options.OverridesByTags ? OverrideReader.Read(tags) : FunctionOverrides.None,
            SchemaArn = _options.InputSchemaArnTagKey is { } key ? tags.GetValueOrDefault(key) : null,
        };
        foreach (var fault in judged.Overrides.Faults)
            LogTag(fault.Key, function.Name, fault.Message);
        return judged;
    }

    private async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadTagsAsync(CancellationToken cancellationToken)
    {
        var read = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        if (!_options.NeedsTags || _tags is null)
            return read;
        var (key, value) = _options switch
        {
            { FunctionTag: { } tag } => (tag.Key, tag.Value),
            { OverridesByTags: false, InputSchemaArnTagKey: { } schema } => (schema, null),
            _ => ((string?)null, (string?)null),
        };
        await foreach (var function in _tags.ListAsync(key, value, cancellationToken))
            read[function.FunctionArn] = function.Tags;
        return read;
    }

    private Task<FunctionSchema> ReadSchemaAsync(string arn, CancellationToken cancellationToken) =>
        _schemas?.GetAsync(arn, cancellationToken) ?? Task.FromResult(new FunctionSchema(Schema: null, "no registry is configured to read schemas from"));

    [LoggerMessage(1, LogLevel.Warning, "The functions could not be listed again; the last known ones are served")]
    private partial void LogStale(Exception exception);

    [LoggerMessage(2, LogLevel.Warning, "The tag {Tag} of {Function} is not used: it {Fault}")]
    private partial void LogTag(string tag, string function, string fault);
}
