using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.StdioClient.Calls;

/// <summary>Reads what a server says in a <c>_meta</c>.</summary>
internal static class ServerMeta
{
    /// <summary>The members, but for those by which whoever speaks to the client speaks for itself.</summary>
    public static IEnumerable<JsonProperty> Of(JsonElement meta) =>
        meta.EnumerateObject().Where(static member => member.Name is not (MetaKeys.ServerInfo or MetaKeys.SubscriptionId));
}
