using System.Text.Json;

namespace LambdaMcp.Auth.Tokens.Stored;

/// <summary>
/// A stored token as the table's item has it, in plain JSON: <c>id</c>, <c>name</c>, <c>scopes</c>, <c>salt</c>, <c>hash</c>, <c>createdAt</c>, and where they apply
/// <c>tools</c>, <c>resources</c>, <c>prompts</c>, <c>expiresAt</c> (seconds since 1970: the table's time to live), <c>requestsPerMinute</c>, <c>revokedAt</c>, <c>replacedBy</c>.
/// </summary>
public static class StoredTokenJson
{
    /// <summary>Reads an item.</summary>
    /// <exception cref="MalformedTokenException">It cannot be understood whole; so that nothing which narrows the token is overlooked.</exception>
    public static StoredToken Read(JsonElement item)
    {
        var members = TokenMembers.OfToken(item, "the item", "id", "createdAt", "revokedAt", "replacedBy");
        var id = members.Text("id");
        if (!StoredTokenText.IsId(id))
            throw members.Fault(".id must be 16 characters a-z and 2-7.");
        if (!members.Has("scopes"))
            throw members.Fault(".scopes must be there.");
        return new StoredToken(
            id!,
            members.Principal() with { TokenId = id },
            members.SaltedHash() ?? throw members.Fault(" needs \"salt\" and \"hash\"."),
            members.Time("createdAt") ?? throw members.Fault(".createdAt must be there."))
        {
            RevokedAt = members.Time("revokedAt"),
            ReplacedBy = members.Text("replacedBy"),
        };
    }

    /// <summary>Writes an item. Whoever is given a principal from outside reads the text back before it is stored, so that no item is refused later.</summary>
    public static string Write(StoredToken token)
    {
        ArgumentNullException.ThrowIfNull(token);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, token);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }

    /// <summary>Writes whose token it is and what it is good for, as members of the object that is being written.</summary>
    public static void WriteRights(Utf8JsonWriter writer, Principal principal)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(principal);
        writer.WriteString("name", principal.Name);
        WriteList(writer, "scopes", principal.Scopes);
        WriteList(writer, "tools", principal.Tools);
        WriteList(writer, "resources", principal.Resources);
        WriteList(writer, "prompts", principal.Prompts);
    }

    private static void Write(Utf8JsonWriter writer, StoredToken token)
    {
        var principal = token.Principal;
        writer.WriteStartObject();
        writer.WriteString("id", token.Id);
        WriteRights(writer, principal);
        WriteTime(writer, "expiresAt", principal.ExpiresAt);
        if (principal.RequestsPerMinute is { } rate)
            writer.WriteNumber("requestsPerMinute", rate);
        writer.WriteString("salt", Convert.ToHexStringLower(token.Hash.Salt ?? throw new ArgumentException("A stored token's hash is salted.", nameof(token))));
        writer.WriteString("hash", Convert.ToHexStringLower(token.Hash.Hash));
        WriteTime(writer, "createdAt", token.CreatedAt);
        WriteTime(writer, "revokedAt", token.RevokedAt);
        if (token.ReplacedBy is { } successor)
            writer.WriteString("replacedBy", successor);
        writer.WriteEndObject();
    }

    private static void WriteList(Utf8JsonWriter writer, string name, IReadOnlyList<string>? list)
    {
        if (list is null)
            return;
        writer.WriteStartArray(name);
        foreach (var text in list)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } at)
            writer.WriteNumber(name, at.ToUnixTimeSeconds());
    }
}
