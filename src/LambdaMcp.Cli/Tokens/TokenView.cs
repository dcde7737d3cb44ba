using System.Globalization;
using System.Text;
using System.Text.Json;
using LambdaMcp.Auth.Tokens.Stored;

namespace LambdaMcp.Cli.Tokens;

/// <summary>Tokens as they are shown: never a hash, never a salt.</summary>
internal static class TokenView
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>A time to read and to sort by.</summary>
    public static string Time(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "never";

    public static void WriteList(CliContext context, IReadOnlyList<TokenEntry> entries)
    {
        var now = context.Clock.GetUtcNow();
        context.Output.Table(
            ["ID", "NAME", "STATUS", "SCOPES", "LIMITED TO", "A MINUTE", "EXPIRES", "CREATED"],
            [.. entries.Select(entry => Row(entry, now))]);
    }

    public static void WriteDetails(CliContext context, TokenEntry entry)
    {
        var now = context.Clock.GetUtcNow();
        (string Name, string? Value)[] lines = entry.Token is { Principal: var principal } token
            ?
            [
                ("id", entry.Id),
                ("name", principal.Name),
                ("status", entry.StatusAt(now)),
                ("scopes", principal.ScopeText),
                ("tools", Patterns(principal.Tools)),
                ("resources", Patterns(principal.Resources)),
                ("prompts", Patterns(principal.Prompts)),
                ("rate", principal.RequestsPerMinute is { } rate ? $"{rate} requests a minute" : "the endpoint's own"),
                ("created", Time(token.CreatedAt)),
                ("expires", Time(principal.ExpiresAt)),
                ("revoked", token.RevokedAt is null ? null : Time(token.RevokedAt)),
                ("replaced by", token.ReplacedBy),
            ]
            : [("id", entry.Id), ("status", entry.StatusAt(now)), ("fault", entry.Fault)];
        foreach (var (name, value) in lines.Where(line => line.Value is not null))
            context.Output.Pair(name, value!);
    }

    public static void WriteJson(CliContext context, IEnumerable<TokenEntry> entries)
    {
        var now = context.Clock.GetUtcNow();
        context.Output.Line(Json(writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("tokens");
            foreach (var entry in entries)
            {
                writer.WriteStartObject();
                WriteMembers(writer, entry, now);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }

    /// <summary>Writes a new token: the only time that it is seen.</summary>
    public static void WriteNewJson(CliContext context, string token, TokenEntry entry, TokenEntry? replaces = null) =>
        context.Output.Line(Json(writer =>
        {
            writer.WriteStartObject();
            WriteMembers(writer, entry, context.Clock.GetUtcNow());
            if (replaces is not null)
            {
                writer.WriteStartObject("replaces");
                WriteMembers(writer, replaces, context.Clock.GetUtcNow());
                writer.WriteEndObject();
            }

            writer.WriteString("token", token);
            writer.WriteEndObject();
        }));

    private static string[] Row(TokenEntry entry, DateTimeOffset now)
    {
        if (entry.Token is not { Principal: var principal } token)
            return [entry.Id, "-", entry.StatusAt(now), "-", "-", "-", "-", "-"];
        string[] limited =
        [
            .. principal.Tools is { } tools ? [$"tools {Patterns(tools)}"] : Array.Empty<string>(),
            .. principal.Resources is { } resources ? [$"resources {Patterns(resources)}"] : Array.Empty<string>(),
            .. principal.Prompts is { } prompts ? [$"prompts {Patterns(prompts)}"] : Array.Empty<string>(),
        ];
        return
        [
            entry.Id, principal.Name, entry.StatusAt(now), principal.Scopes.Count == 0 ? "-" : principal.ScopeText, limited.Length == 0 ? "-" : string.Join("; ", limited),
            principal.RequestsPerMinute?.ToString(CultureInfo.InvariantCulture) ?? "-", Time(principal.ExpiresAt), Time(token.CreatedAt),
        ];
    }

    private static string Patterns(IReadOnlyList<string>? patterns) => patterns switch
    {
        null => "all",
        [] => "none",
        _ => string.Join(", ", patterns),
    };

    private static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Indented))
            write(writer);
        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static void WriteMembers(Utf8JsonWriter writer, TokenEntry entry, DateTimeOffset now)
    {
        writer.WriteString("id", entry.Id);
        writer.WriteString("status", entry.StatusAt(now));
        if (entry.Token is not { Principal: var principal } token)
        {
            writer.WriteString("fault", entry.Fault);
            return;
        }

        StoredTokenJson.WriteRights(writer, principal);
        if (principal.RequestsPerMinute is { } rate)
            writer.WriteNumber("requestsPerMinute", rate);
        writer.WriteString("createdAt", Time(token.CreatedAt));
        WriteTime(writer, "expiresAt", principal.ExpiresAt);
        WriteTime(writer, "revokedAt", token.RevokedAt);
        if (token.ReplacedBy is { } successor)
            writer.WriteString("replacedBy", successor);
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is not null)
            writer.WriteString(name, Time(time));
    }
}
