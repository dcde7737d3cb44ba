using System.Text.Json;

namespace LambdaMcp.Protocol.Tests.Catalogs;

/// <summary>A result with the members of a JSON object.</summary>
internal sealed class Members(string json) : McpResult
{
    public override void WriteMembers(Utf8JsonWriter writer)
    {
        using var document = JsonDocument.Parse(json);
        foreach (var member in document.RootElement.EnumerateObject())
            member.WriteTo(writer);
    }
}
