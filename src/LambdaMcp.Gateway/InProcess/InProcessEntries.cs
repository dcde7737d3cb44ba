using System.Collections.Concurrent;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Aggregation;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Tools.Methods;
using Microsoft.Extensions.Logging;

namespace LambdaMcp.Gateway.InProcess;

/// <summary>
/// The program's own methods, each as if it were registered. They never change, and nobody has to be asked for them: what is looked up by name is
/// made of that method alone.
/// </summary>
internal sealed partial class InProcessEntries
{
    // In a definition's _meta, of which clients see nothing that begins so.
    private const string Scopes = "lambda-mcp/scopes";
    private const string Tags = "lambda-mcp/tags";

    private static readonly Registration Program = new()
    {
        Id = "target-" + InProcessInvoker.Arn,
        Type = RegistrationType.Target,
        Name = InProcessInvoker.Arn,
        Description = "",
        LambdaArn = InProcessInvoker.Arn,
        Contract = TargetContract.Mcp,
        Prefix = "",
    };

    private readonly ConcurrentDictionary<McpMethod, Registration?> _read = [];
    private readonly Dictionary<(RegistrationType, string), McpMethod> _methods = [];
    private readonly ILogger _logger;

    public InProcessEntries(IEnumerable<McpMethod> methods, ILogger<InProcessEntries> logger)
    {
        _logger = logger;
        foreach (var method in methods)
            _methods.TryAdd((TypeOf(method.Kind), method.Key), method);
    }

    private InProcessEntries() => _logger = Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    /// <summary>None, as in a program that has no methods of its own.</summary>
    public static InProcessEntries None { get; } = new();

    public bool Any => _methods.Count > 0;

    /// <summary>All of them that clients can understand, in the order in which they were added.</summary>
    public IReadOnlyList<Registration> All => field ??= [.. _methods.Values.Select(Read).OfType<Registration>()];

    /// <summary>The tool or prompt of this name.</summary>
    public Registration? Find(RegistrationType type, string name) => _methods.TryGetValue((type, name), out var method) ? Read(method) : null;

    private Registration? Read(McpMethod method) => _read.GetOrAdd(method, static (method, entries) => entries.Make(method), this);

    private Registration? Make(McpMethod method)
    {
        using var json = JsonDocument.Parse(method.Definition);
        var definition = json.RootElement.Clone();
        var entries = new DefinitionReader(Program) { ServesTasks = true }.Read(method.Kind switch
        {
            McpMethodKind.Tool => new() { Tools = [definition] },
            McpMethodKind.Prompt => new() { Prompts = [definition] },
            McpMethodKind.Resource => new() { Resources = [definition] },
            _ => new TargetDefinitions { Templates = [definition] },
        });
        foreach (var entry in entries.LeftOut)
            LogLeftOut(method.Kind, method.Key, entry.Fault);
        return entries.Registrations is not [var read] ? null : read with
        {
            // They are no aggregated function's: nothing is behind them that could have others tomorrow.
            Id = Registration.IdOf(read.Type, method.Key),
            Aggregate = null,
            NameAtTarget = method.Key,
            Scopes = MetaTexts(definition, Scopes),
            Tags = MetaTexts(definition, Tags),
            Tasks = new(SupportOf(definition), TaskStart.Call),
        };
    }

    private static RegistrationType TypeOf(McpMethodKind kind) => kind switch
    {
        McpMethodKind.Tool => RegistrationType.Tool,
        McpMethodKind.Prompt => RegistrationType.Prompt,
        McpMethodKind.Resource => RegistrationType.Resource,
        _ => RegistrationType.ResourceTemplate,
    };

    // MCP 2025-11-25, "Tool-Level Negotiation" of tasks.
    private static TaskSupport SupportOf(JsonElement definition) =>
        !definition.TryGetProperty("execution"u8, out var execution) || execution.ValueKind != JsonValueKind.Object ||
        !execution.TryGetProperty("taskSupport"u8, out var support) || support.ValueKind != JsonValueKind.String ? TaskSupport.Forbidden
        : support.ValueEquals("required"u8) ? TaskSupport.Required
        : support.ValueEquals("optional"u8) ? TaskSupport.Optional
        : TaskSupport.Forbidden;

    private static IReadOnlyList<string> MetaTexts(JsonElement definition, string name) =>
        definition.TryGetProperty("_meta"u8, out var meta) && meta.ValueKind == JsonValueKind.Object &&
        meta.TryGetProperty(name, out var texts) && texts.ValueKind == JsonValueKind.Array
            ? [.. texts.EnumerateArray().Where(text => text.ValueKind == JsonValueKind.String).Select(text => text.GetString()!)]
            : [];

    [LoggerMessage(1, LogLevel.Error, "The {Kind} {Key} of this program is left out: {Fault}")]
    private partial void LogLeftOut(McpMethodKind kind, string key, string fault);
}
