using System.Text.Json;
using LambdaMcp.Protocol.JsonRpc;
using LambdaMcp.Protocol.Methods;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Resources;

/// <summary><c>resources/read</c> (MCP 2025-11-25, "Reading Resources").</summary>
internal sealed class ReadResource(IResourceCatalog catalog) : IMcpMethod
{
    public string Name => RequestMethods.ResourcesRead;

    public string? NameParameter => "uri";

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken)
    {
        var uri = Parameters.Uri(request);
        var result = await catalog.ReadAsync(request, uri, cancellationToken) ?? throw ResourceNotFound.For(request, uri);
        return result is InputRounds.InputRequiredResult ? result : new Uncached(result);
    }

    // Nobody but the function knows how long its content holds.
    private sealed class Uncached(McpResult result) : McpResult
    {
        public override CacheHint? Caching => result.Caching ?? new CacheHint(TimeSpan.Zero, IsPublic: false);

        public override bool HasMeta => result.HasMeta;

        public override void WriteMembers(Utf8JsonWriter writer) => result.WriteMembers(writer);

        public override void WriteMeta(Utf8JsonWriter writer) => result.WriteMeta(writer);
    }
}
