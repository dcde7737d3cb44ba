using System.Runtime.CompilerServices;
using LambdaMcp.Gateway.Catalog;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Discovery.Schemas;
using LambdaMcp.Gateway.Discovery.Tags;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Discovery;

/// <summary>An account with functions, tags and schemas that a test decides, and counts of what was read of it.</summary>
internal sealed class DiscoveryBench : IFunctionDirectory, ITagDirectory, ISchemaRegistry
{
    private readonly List<(FunctionSummary Function, Dictionary<string, string> Tags)> _functions = [];
    private int _running;

    public ManualTime Time { get; } = new();

    public RegistrationTable Table { get; } = new();

    public NotedLog Log { get; } = new();

    public Dictionary<string, RegistrySchema> Schemas { get; } = [];

    public Exception? TagFailure { get; set; }

    public Exception? SchemaFailure { get; set; }

    /// <summary>What every reading of a schema waits for, if set.</summary>
    public TaskCompletionSource? SchemaGate { get; set; }

    /// <summary>What every listing waits for, if set.</summary>
    public TaskCompletionSource? Gate { get; set; }

    public int Listings { get; private set; }

    public List<(string? Key, string? Value)> TagReads { get; } = [];

    public List<string> SchemaReads { get; } = [];

    public int MostSchemasAtATime { get; private set; }

    public static string Arn(string name) => $"arn:aws:lambda:eu-central-1:123456789012:function:{name}";

    public static string SchemaArn(string name) => $"arn:aws:schemas:eu-central-1:123456789012:schema/tools/{name}";

    public DiscoveryBench With(string name, params (string Key, string Value)[] tags)
    {
        _functions.RemoveAll(entry => entry.Function.Name == name);
        _functions.Add((new(name, Arn(name), $"Does {name}."), tags.ToDictionary(tag => tag.Key, tag => tag.Value)));
        return this;
    }

    public DiscoveryBench Describing(string name, string description)
    {
        var position = _functions.FindIndex(entry => entry.Function.Name == name);
        _functions[position] = (_functions[position].Function with { Description = description }, _functions[position].Tags);
        return this;
    }

    public DiscoveryBench WithSchema(string name, string content, RegistrySchemaType type = RegistrySchemaType.JsonSchemaDraft4)
    {
        Schemas[SchemaArn(name)] = new(name, "1", type, content, LastModified: null);
        return this;
    }

    /// <summary>What functions answer that are asked what they bring.</summary>
    public ScriptedInvoker Invoker { get; } = new();

    public FunctionDiscovery Discovery(DiscoveryOptions options) =>
        new(options, this, this, new(this, Time, NullLogger<FunctionSchemas>.Instance), new(), Time, NullLogger<FunctionDiscovery>.Instance);

    public ToolCatalog Catalog(DiscoveryOptions options) => Catalog(Discovery(options));

    public ToolCatalog Catalog(FunctionDiscovery discovery)
    {
        var registrations = Registrations();
        return new(
            Inventory(discovery, registrations), registrations, new(registrations), Callers.Tools(Callers.Functions(new ScriptedInvoker(), Time)),
            new(starter: null), new());
    }

    public ToolInventory Inventory(DiscoveryOptions options) => Inventory(Discovery(options), Registrations());

    public EntrySource Entries() => new(
        Registrations(), Invoker, new(null, new(), Time, NullLogger<ListNews>.Instance), new(), Time, NullLogger<EntrySource>.Instance);

    public RegistrationSource Registrations() => new(Table, new(), Time, NullLogger<RegistrationSource>.Instance);

    private ToolInventory Inventory(FunctionDiscovery discovery, RegistrationSource registrations) =>
        new(registrations, [], discovery, new Logger<ToolInventory>(new LoggerFactory([Log])));

    /// <summary>The names of the tools that the options make.</summary>
    public async Task<IEnumerable<string>> ToolsAsync(DiscoveryOptions options) =>
        (await Catalog(options).ListAsync(Requests.Call(), TestContext.Current.CancellationToken)).Select(tool => tool.Name);

    async IAsyncEnumerable<FunctionSummary> IFunctionDirectory.ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Listings++;
        if (Gate is { } gate)
            await gate.Task;
        foreach (var (function, _) in _functions.ToArray())
            yield return function;
    }

    async IAsyncEnumerable<FunctionTags> ITagDirectory.ListAsync(string? key, string? value, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        TagReads.Add((key, value));
        await Task.Yield();
        if (TagFailure is { } failure)
            throw failure;
        foreach (var (function, tags) in _functions.Where(entry => entry.Tags.Count > 0))
        {
            if (key is null || (tags.TryGetValue(key, out var found) && (value is null || found == value)))
                yield return new(function.Arn, tags);
        }
    }

    async Task<RegistrySchema?> ISchemaRegistry.DescribeAsync(string schemaArn, string? version, CancellationToken cancellationToken)
    {
        lock (SchemaReads)
        {
            SchemaReads.Add(schemaArn);
            MostSchemasAtATime = Math.Max(MostSchemasAtATime, ++_running);
        }

        if (SchemaGate is { } gate)
            await gate.Task;
        lock (SchemaReads)
            _running--;
        return SchemaFailure is { } failure ? throw failure : Schemas.GetValueOrDefault(schemaArn);
    }

    IAsyncEnumerable<string> ISchemaRegistry.ListVersionsAsync(string schemaArn, CancellationToken cancellationToken) => AsyncEnumerable.Empty<string>();
}
