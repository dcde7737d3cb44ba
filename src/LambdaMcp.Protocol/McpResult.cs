using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>The result of a request, as the members of its JSON object; the endpoint writes the braces and what the revision adds.</summary>
public abstract class McpResult
{
    /// <summary>A result without members.</summary>
    public static McpResult Empty { get; } = new EmptyResult();

    /// <summary>Writes the members. Called once, after the handler has ended, while the request's JSON is still readable.</summary>
    public abstract void WriteMembers(Utf8JsonWriter writer);

    private sealed class EmptyResult : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
        }
    }
}
