using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Sessions;

/// <summary>A session as an item. Times are whole seconds, because DynamoDB's TTL takes no finer ones; an end is rounded up.</summary>
internal static class SessionItem
{
    public static Dictionary<string, AttributeValue> Key(string id) => new()
    {
        ["pk"] = ItemAttributes.Text("session#" + id),
        ["sk"] = ItemAttributes.Text("session"),
    };

    public static Dictionary<string, AttributeValue> Write(SessionRecord session)
    {
        var item = Key(session.Id);
        item.AddText("owner", session.Owner);
        item.AddText("protocolVersion", session.ProtocolVersion);
        item.AddJson("clientInfo", session.ClientInfo);
        item.AddJson("clientCapabilities", session.ClientCapabilities);
        item.AddNumber("createdAt", session.CreatedAt.ToUnixTimeSeconds());
        item.AddNumber("expiresAt", session.ExpiresAt.AddTicks(TimeSpan.TicksPerSecond - 1).ToUnixTimeSeconds());
        item.AddNumber("version", session.Version);
        return item;
    }

    public static SessionRecord Read(string id, Dictionary<string, AttributeValue> item) => new()
    {
        Id = id,
        Owner = Required(item.ReadText("owner"), "owner"),
        ProtocolVersion = Required(item.ReadText("protocolVersion"), "protocolVersion"),
        ClientInfo = item.ReadJson("clientInfo"),
        ClientCapabilities = item.ReadJson("clientCapabilities"),
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(Required(item.ReadNumber("createdAt"), "createdAt")),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(Required(item.ReadNumber("expiresAt"), "expiresAt")),
        Version = Required(item.ReadNumber("version"), "version"),
    };

    private static string Required(string? value, string name) => value ?? throw Missing(name);

    private static long Required(long? value, string name) => value ?? throw Missing(name);

    private static InvalidDataException Missing(string name) => new($"The session's item has no '{name}'.");
}
