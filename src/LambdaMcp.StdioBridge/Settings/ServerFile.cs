using System.Text.Json;
using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.StdioBridge.Settings;

/// <summary>The packaged file that names the server: an entry of <c>mcpServers</c>, as MCP clients are configured, in the task root.</summary>
internal sealed record ServerFile
{
    public const string Name = "mcp-server.json";

    private static readonly ServerFile None = new();

    public string? Command { get; private init; }

    public IReadOnlyList<string> Args { get; private init; } = [];

    public IReadOnlyDictionary<string, string> Env { get; private init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Secrets { get; private init; } = new Dictionary<string, string>();

    public string? Id { get; private init; }

    public string? Title { get; private init; }

    /// <summary>The text of the file in a folder; null where there is none.</summary>
    /// <exception cref="InvalidSettingException">It cannot be read.</exception>
    public static string? ReadFrom(string directory)
    {
        try
        {
            return File.ReadAllText(Path.Combine(directory, Name));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidSettingException($"{Name} cannot be read: {exception.Message}");
        }
    }

    /// <param name="text">The file's text; null where there is none. Members that are not known are left to the clients that know them.</param>
    /// <exception cref="InvalidSettingException">It is no such entry.</exception>
    public static ServerFile Parse(string? text)
    {
        if (text is null)
            return None;
        var json = JsonSetting.Parse(Name, text);
        if (json.ValueKind != JsonValueKind.Object)
            throw new InvalidSettingException($"{Name} must be a JSON object with the members command, args and env.");
        return new()
        {
            Command = Text(json, "command"),
            Args = json.TryGetProperty("args"u8, out var args) ? JsonSetting.Strings($"{Name}: args", args) : [],
            Env = json.TryGetProperty("env"u8, out var env) ? JsonSetting.Map($"{Name}: env", env) : new Dictionary<string, string>(),
            Secrets = json.TryGetProperty("secrets"u8, out var secrets) ? JsonSetting.Map($"{Name}: secrets", secrets) : new Dictionary<string, string>(),
            Id = Text(json, "id"),
            Title = Text(json, "name"),
        };
    }

    private static string? Text(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String && !string.IsNullOrWhiteSpace(value.GetString())
            ? value.GetString()!.Trim()
            : throw new InvalidSettingException($"{Name}: {name} must be a string, and not an empty one.");
    }
}
