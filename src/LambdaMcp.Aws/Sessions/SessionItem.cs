using Amazon.DynamoDBv2.Model;
using LambdaMcp.Aws.Tables;
using LambdaMcp.Protocol.Sessions;

namespace LambdaMcp.Aws.Sessions;

/// <summary>A session as an item. Times are whole seconds, as its end has to be.</summary>
internal static class SessionItem
{
    public static Dictionary<string, AttributeValue> Key(string id) => new()
    {
        ["pk"] = ItemAttributes.Text(KeyText.OfSession(id)),
        ["sk"] = ItemAttributes.Text("session"),
    };

    public static Dictionary<string, AttributeValue> Write(SessionRecord session)
    {
        var item = Key(session.Id);
        item.AddText("owner", session.Owner);
        item.AddText("protocolVersion", session.ProtocolVersion);
        item.AddJson("clientInfo", session.ClientInfo);
        item.AddJson("clientCapabilities", session.ClientCapabilities);
        item.AddText("logLevel", session.LogLevel);
        item.AddTexts("subscriptions", session.Subscriptions);
        item.AddNumber("createdAt", session.CreatedAt.ToUnixTimeSeconds());
        item[ItemExpiry.Name] = ItemExpiry.Of(session.ExpiresAt);
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
        LogLevel = item.ReadText("logLevel"),
        Subscriptions = item.ReadTexts("subscriptions"),
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(Required(item.ReadNumber("createdAt"), "createdAt")),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(Required(item.ReadNumber("expiresAt"), "expiresAt")),
        Version = Required(item.ReadNumber("version"), "version"),
    };

    private static string Required(string? value, string name) => value ?? throw Missing(name);

    private static long Required(long? value, string name) => value ?? throw Missing(name);

    private static InvalidDataException Missing(string name) => new($"The session's item has no '{name}'.");
}
