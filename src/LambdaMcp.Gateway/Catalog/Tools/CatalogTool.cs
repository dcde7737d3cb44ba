using System.Text.Json;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Gateway.Tasks;
using LambdaMcp.Gateway.Transforms;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>A tool that clients can call: what they see of it, and what its arguments and results must be.</summary>
/// <param name="name">The name that clients call.</param>
/// <param name="definition">The tool as clients see it whose requests belong to no session (2026-07-28).</param>
/// <param name="sessionDefinition">The tool as clients of the earlier revisions see it.</param>
/// <param name="inputSchema">The schema of its arguments; null when any object will do.</param>
/// <param name="outputSchema">The schema of its <c>structuredContent</c>; null when it promises none.</param>
internal abstract class CatalogTool(string name, ListEntry definition, ListEntry sessionDefinition, JsonElement? inputSchema, JsonElement? outputSchema)
{
    private JsonSchemaDocument? _input;
    private JsonSchemaDocument? _output;

    public string Name => name;

    /// <summary>The scopes that a caller must have, all of them, to see and call it.</summary>
    public IReadOnlyList<string> Scopes { get; protected init; } = [];

    /// <summary>Words by which sets select it.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether lists show it; it can be called all the same.</summary>
    public virtual bool IsListed => true;

    /// <summary>Stands between what clients send and what the function gets, if that differs.</summary>
    public ArgumentTransform? Transform { get; init; }

    /// <summary>What becomes of its calls.</summary>
    public TaskPolicy Tasks { get; protected init; }

    /// <summary>The compiled input schema, made on first use; null when any object will do.</summary>
    /// <exception cref="JsonSchemaException">The schema cannot be used.</exception>
    public JsonSchemaDocument? InputSchema => inputSchema is { } schema ? _input ??= JsonSchemaDocument.Compile(schema) : null;

    /// <summary>The compiled output schema, made on first use; null when the tool promises none.</summary>
    /// <exception cref="JsonSchemaException">The schema cannot be used.</exception>
    public JsonSchemaDocument? OutputSchema => outputSchema is { } schema ? _output ??= JsonSchemaDocument.Compile(schema) : null;

    /// <summary>Whether who sent the request may see and call it.</summary>
    public bool IsFor(McpRequest request) =>
        CallerRights.AreMet(Scopes, request.Scopes) && (request.Allowed.Tools is not { } allowed || IsAllowedBy(allowed));

    /// <summary>Whether a token that is narrowed to some tools is good for this one.</summary>
    public virtual bool IsAllowedBy(AllowList tools) => tools.Allows(name);

    public virtual bool BelongsTo(CatalogSet? set) => set is null || set.Selects(name, Tags);

    /// <summary>The tool as a client of the request's revision may see it.</summary>
    public ListEntry Definition(bool isStateless) => isStateless ? definition : sessionDefinition;
}
