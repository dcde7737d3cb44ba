using System.Buffers;
using System.Globalization;
using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Rules;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Discovery.Tags;

/// <summary>Reads a function's <c>mcp:</c> tags. One that cannot be used costs itself alone and is noted.</summary>
internal sealed class OverrideReader
{
    /// <summary>What the keys begin with.</summary>
    public const string Prefix = "mcp:";

    // Lambda's own limits on time-outs, and what a day has.
    private const int LongestTimeout = 900;
    private const int LongestCache = 86_400;
    private const int MostConcurrency = 10_000;

    private static readonly string[] Known =
    [
        "name", "title", "description", "readOnly", "destructive", "idempotent", "openWorld", "contract", "streams", "async", "task",
        "timeout", "cache", "concurrency", "scopes", "tags", "enabled",
    ];

    private readonly List<TagFault> _faults = [];
    private readonly IReadOnlyDictionary<string, string> _tags;

    private OverrideReader(IReadOnlyDictionary<string, string> tags) => _tags = tags;

    public static FunctionOverrides Read(IReadOnlyDictionary<string, string> tags) =>
        tags.Keys.Any(key => key.StartsWith(Prefix, StringComparison.Ordinal)) ? new OverrideReader(tags).Read() : FunctionOverrides.None;

    private FunctionOverrides Read()
    {
        foreach (var key in _tags.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) && !Known.Contains(key[Prefix.Length..])).Order(StringComparer.Ordinal))
            _faults.Add(new(key, $"is not known; known are {string.Join(", ", Known.Select(name => Prefix + name))}"));

        var contract = Contract();
        var read = new FunctionOverrides
        {
            Name = Name(),
            Title = VisibleText("title"),
            Description = VisibleText("description"),
            Annotations = Annotations(),
            Contract = contract,
            Streams = Flag("streams") ?? false,
            Asynchronous = Flag("async") ?? false,
            Task = Task(),
            TimeoutSeconds = Number("timeout", LongestTimeout, "seconds"),
            CacheSeconds = Number("cache", LongestCache, "seconds"),
            MaxConcurrency = Number("concurrency", MostConcurrency, "calls at a time"),
            Scopes = Words("scopes"),
            Labels = Words("tags"),
            Enabled = !_tags.ContainsKey(Prefix + "enabled") || Flag("enabled") == true,
        };
        if (read.Streams && contract != TargetContract.Payload)
        {
            Fault("streams", "is for the contract payload");
            read = read with { Streams = false };
        }

        return read with { Faults = _faults };
    }

    private string? Name()
    {
        if (Text("name") is not { } name || ToolNames.IsValid(name))
            return Text("name");
        Fault("name", "must be 1 to 64 letters, digits, underscores, dots and hyphens");
        return null;
    }

    private string? VisibleText(string name)
    {
        var text = Text(name);
        if (text is null || TextRules.FindFault(text) is not { } fault)
            return text;
        Fault(name, fault);
        return null;
    }

    private JsonElement? Annotations()
    {
        (string Hint, bool? Value)[] hints =
        [
            ("readOnlyHint", Flag("readOnly")), ("destructiveHint", Flag("destructive")),
            ("idempotentHint", Flag("idempotent")), ("openWorldHint", Flag("openWorld")),
        ];
        if (Array.TrueForAll(hints, hint => hint.Value is null))
            return null;
        var json = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var (hint, value) in hints)
            {
                if (value is { } flag)
                    writer.WriteBoolean(hint, flag);
            }

            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(json.WrittenMemory);
        return document.RootElement.Clone();
    }

    private TargetContract Contract()
    {
        if (Text("contract") is not { } word)
            return TargetContract.Payload;
        if (RegistrationWords.ReadContract(word) is { } contract and not TargetContract.Proxy)
            return contract;
        var words = RegistrationWords.Contracts.Where(known => known != RegistrationWords.Of(TargetContract.Proxy));
        Fault("contract", $"must be one of {string.Join(", ", words)}; what else a contract needs can only be registered");
        return TargetContract.Payload;
    }

    private TaskSupport Task()
    {
        if (Text("task") is not { } word)
            return TaskSupport.Forbidden;
        if (TaskWords.ReadSupport(word) is { } support)
            return support;
        Fault("task", "must be forbidden, optional or required");
        return TaskSupport.Forbidden;
    }

    private string[] Words(string name) => Text(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private int? Number(string name, int most, string unit)
    {
        if (Text(name) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        Fault(name, $"must be a whole number of {unit} from 1 to {most}");
        return null;
    }

    private bool? Flag(string name)
    {
        switch (Text(name)?.ToLowerInvariant())
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            default:
                Fault(name, "must be true or false");
                return null;
        }
    }

    private string? Text(string name) => _tags.TryGetValue(Prefix + name, out var value) && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private void Fault(string name, string message) => _faults.Add(new(Prefix + name, message));
}
