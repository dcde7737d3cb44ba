using System.Text.Json;

namespace LambdaMcp.Protocol;

/// <summary>The result of a request, as the members of its JSON object; the endpoint writes the braces and what the revision adds.</summary>
public abstract class McpResult
{
    /// <summary>A result without members.</summary>
    public static McpResult Empty { get; } = new EmptyResult();

    /// <summary>The value of <c>resultType</c>, which revisions from 2026-07-28 on send.</summary>
    public virtual string ResultType => "complete";

    /// <summary>The caching hints, on results of the methods that have them; sent from 2026-07-28 on.</summary>
    public virtual CacheHint? Caching => null;

    /// <summary>Writes the members except <c>_meta</c>. Called once, after the handler has ended, while the request's JSON is still readable.</summary>
    public abstract void WriteMembers(Utf8JsonWriter writer);

    /// <summary>Whether it tells of a failure (<c>isError</c> of a tool's result).</summary>
    public virtual bool IsError => false;

    /// <summary>Whether <see cref="WriteMeta"/> writes anything.</summary>
    public virtual bool HasMeta => false;

    /// <summary>Writes the members of <c>_meta</c>, without its braces.</summary>
    public virtual void WriteMeta(Utf8JsonWriter writer)
    {
    }

    /// <summary>Writes the members, and <c>_meta</c> if there is any, as they stand in an answer.</summary>
    public void WriteWithMeta(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        WriteMembers(writer);
        if (!HasMeta)
            return;
        writer.WriteStartObject("_meta"u8);
        WriteMeta(writer);
        writer.WriteEndObject();
    }

    private sealed class EmptyResult : McpResult
    {
        public override void WriteMembers(Utf8JsonWriter writer)
        {
        }
    }
}
