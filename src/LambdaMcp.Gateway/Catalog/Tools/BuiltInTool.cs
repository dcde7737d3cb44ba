using System.Text.Json;
using LambdaMcp.Gateway.Sets;
using LambdaMcp.Protocol;
using LambdaMcp.Protocol.Access;

namespace LambdaMcp.Gateway.Catalog.Tools;

/// <summary>A tool of the endpoint itself: no function is behind it.</summary>
/// <param name="name">The name that clients call.</param>
/// <param name="definition">The tool as clients see it.</param>
/// <param name="inputSchema">The schema of its arguments.</param>
/// <param name="outputSchema">The schema of its <c>structuredContent</c>, if it promises one; it describes an object.</param>
internal abstract class BuiltInTool(string name, ListEntry definition, JsonElement inputSchema, JsonElement? outputSchema = null)
    : CatalogTool(name, definition, definition, inputSchema, outputSchema)
{
    /// <summary>Whether it works on nothing but the tools that its caller may see; then it belongs to every set, and to every token that is good for any tool.</summary>
    public virtual bool WorksOnCatalog => false;

    public override bool BelongsTo(CatalogSet? set) => WorksOnCatalog || base.BelongsTo(set);

    public override bool IsAllowedBy(AllowList tools) => WorksOnCatalog ? !tools.IsEmpty : base.IsAllowedBy(tools);

    /// <summary>Does what the tool is for.</summary>
    /// <param name="request">The <c>tools/call</c> request.</param>
    /// <param name="arguments">Its arguments, which match the input schema.</param>
    /// <param name="cancellationToken">Cancelled when the client is gone or the request's time is over.</param>
    public abstract ValueTask<McpResult> RunAsync(McpRequest request, JsonElement arguments, CancellationToken cancellationToken);
}
