using System.Text.Json;
using LambdaMcp.Protocol.Changes;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary>What the server can do, for <c>initialize</c> and <c>server/discover</c>.</summary>
/// <param name="Listenable">Of what it tells that it changed.</param>
/// <param name="Extensions">The extensions that it has.</param>
internal sealed record ServerCapabilities(ListenableLists Listenable, IReadOnlyList<string> Extensions)
{
    public bool HasTools { get; init; } = true;

    public bool HasPrompts { get; init; }

    public bool HasResources { get; init; }

    public bool HasCompletions { get; init; }

    public bool HasLogging { get; init; } = true;

    /// <summary>The same as far as a server behind this one can do it too.</summary>
    /// <param name="declared">The <c>capabilities</c> of that server.</param>
    public ServerCapabilities Within(JsonElement declared) => this with
    {
        HasTools = HasTools && Has(declared, "tools"),
        HasPrompts = HasPrompts && Has(declared, "prompts"),
        HasResources = HasResources && Has(declared, "resources"),
        HasCompletions = HasCompletions && Has(declared, "completions"),
        HasLogging = HasLogging && Has(declared, "logging"),
        Listenable = new(
            Listenable.Tools && Has(declared, "tools", "listChanged"),
            Listenable.Prompts && Has(declared, "prompts", "listChanged"),
            Listenable.Resources && Has(declared, "resources", "listChanged"),
            Listenable.Updates && Has(declared, "resources", "subscribe")),
    };

    /// <summary>Whether a method belongs to what there is.</summary>
    public bool Serves(string method) => method switch
    {
        RequestMethods.ToolsList or RequestMethods.ToolsCall => HasTools,
        RequestMethods.PromptsList or RequestMethods.PromptsGet => HasPrompts,
        RequestMethods.ResourcesList or RequestMethods.ResourcesTemplatesList or RequestMethods.ResourcesRead => HasResources,
        RequestMethods.ResourcesSubscribe or RequestMethods.ResourcesUnsubscribe => Listenable.Updates,
        RequestMethods.CompletionComplete => HasCompletions,
        SetLogLevel.MethodName => HasLogging,
        _ => true,
    };

    /// <summary>Writes the object for a revision.</summary>
    public void WriteTo(Utf8JsonWriter writer, string protocolVersion)
    {
        var isStateless = protocolVersion == ProtocolVersions.Stateless;
        writer.WriteStartObject("capabilities"u8);
        if (HasTools)
            WriteList(writer, "tools", Listenable.Tools, subscribe: false);
        if (HasPrompts)
            WriteList(writer, "prompts", Listenable.Prompts, subscribe: false);
        if (HasResources)
            WriteList(writer, "resources", Listenable.Resources, Listenable.Updates);
        if (HasLogging)
            Write(writer, "logging");
        if (HasCompletions && ProtocolVersions.IsAtLeast(protocolVersion, "2025-03-26"))
            Write(writer, "completions");
        if (isStateless && Extensions.Count > 0)
        {
            writer.WriteStartObject("extensions"u8);
            foreach (var extension in Extensions)
                Write(writer, extension);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static bool Has(JsonElement declared, string capability) =>
        declared.ValueKind == JsonValueKind.Object && declared.TryGetProperty(capability, out var one) && one.ValueKind == JsonValueKind.Object;

    private static bool Has(JsonElement declared, string capability, string part) =>
        Has(declared, capability) && declared.GetProperty(capability).TryGetProperty(part, out var value) && value.ValueKind == JsonValueKind.True;

    private static void WriteList(Utf8JsonWriter writer, string name, bool listChanged, bool subscribe)
    {
        writer.WriteStartObject(name);
        if (subscribe)
            writer.WriteBoolean("subscribe"u8, true);
        if (listChanged)
            writer.WriteBoolean("listChanged"u8, true);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartObject(name);
        writer.WriteEndObject();
    }
}
