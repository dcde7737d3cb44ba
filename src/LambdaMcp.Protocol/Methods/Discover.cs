using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Methods;

/// <summary><c>server/discover</c> (MCP 2026-07-28, "Discovery").</summary>
internal sealed class Discover(Introductions introductions) : IMcpMethod
{
    public string Name => RequestMethods.ServerDiscover;

    public Eras Eras => Eras.Stateless;

    public async ValueTask<McpResult> HandleAsync(McpRequest request, CancellationToken cancellationToken) =>
        new Answer(await introductions.ReadAsync(cancellationToken));

    private sealed class Answer(Introduction introduction) : McpResult
    {
        // The same for everyone, until the server is deployed again.
        public override CacheHint? Caching => new(TimeSpan.FromMinutes(5), IsPublic: true);

        public override void WriteMembers(Utf8JsonWriter writer)
        {
            writer.WriteStartArray("supportedVersions"u8);
            foreach (var version in ProtocolVersions.Supported)
                writer.WriteStringValue(version);
            writer.WriteEndArray();
            introduction.Capabilities.WriteTo(writer, ProtocolVersions.Stateless);
            if (introduction.Instructions is { Length: > 0 } instructions)
                writer.WriteString("instructions"u8, instructions);
        }
    }
}
