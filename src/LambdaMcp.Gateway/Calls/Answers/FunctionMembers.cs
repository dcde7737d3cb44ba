using System.Text.Json;
using LambdaMcp.Tools.State;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Gateway.Calls.Answers;

/// <summary>The members of what a function says that may be passed on.</summary>
internal static class FunctionMembers
{
    /// <summary>The members of an object, each once. What is there twice was checked as it is the last time; a client may read the first.</summary>
    public static IEnumerable<JsonProperty> Of(JsonElement json) =>
        json.EnumerateObject().Reverse().DistinctBy(member => member.Name, StringComparer.Ordinal).Reverse();

    /// <summary>
    /// The members of a <c>_meta</c>, but for those by which the endpoint itself speaks to clients. The handle of a state is the tool's: it is good
    /// for what signed it, and for nobody but its owner.
    /// </summary>
    public static IEnumerable<JsonProperty> OfMeta(JsonElement meta) => Of(meta).Where(static member =>
        member.Name is not (MetaKeys.ServerInfo or MetaKeys.SubscriptionId)
        && (member.Name == SessionState.HandleMeta || !member.Name.StartsWith(CallMarks.Prefix, StringComparison.Ordinal)));

    /// <summary>Whether a result says that the tool failed.</summary>
    public static bool SaysError(JsonElement result) => result.TryGetProperty("isError"u8, out var isError) && isError.ValueKind == JsonValueKind.True;

    /// <summary>Writes members of a notification's parameters, their <c>_meta</c> without the endpoint's own.</summary>
    public static void Write(Utf8JsonWriter writer, IEnumerable<JsonProperty> members)
    {
        foreach (var member in members)
        {
            if (!member.NameEquals("_meta"u8))
            {
                member.WriteTo(writer);
            }
            else if (member.Value.ValueKind == JsonValueKind.Object)
            {
                writer.WriteStartObject("_meta"u8);
                foreach (var said in OfMeta(member.Value))
                    said.WriteTo(writer);
                writer.WriteEndObject();
            }
        }
    }
}
