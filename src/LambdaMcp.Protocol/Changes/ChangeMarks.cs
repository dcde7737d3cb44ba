using System.Buffers;
using System.Text.Json;
using ModelContextProtocol.Protocol;

namespace LambdaMcp.Protocol.Changes;

/// <summary>How far a listening client was told of changes.</summary>
/// <param name="Lists">The lists that it knows.</param>
/// <param name="Updates">The last update that it knows of each resource.</param>
internal sealed record ChangeMarks(ListVersions Lists, IReadOnlyDictionary<string, string> Updates)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>What to tell a client that knows this, for it to know <paramref name="now"/>.</summary>
    public IEnumerable<Change> To(ChangeMarks now, ChangeFilter filter)
    {
        var known = this with
        {
            Lists = new(
                filter.Tools ? Lists.Tools : now.Lists.Tools,
                filter.Prompts ? Lists.Prompts : now.Lists.Prompts,
                filter.Resources ? Lists.Resources : now.Lists.Resources),
            Updates = Updates.Where(update => filter.Uris.Contains(update.Key)).ToDictionary(StringComparer.Ordinal),
        };
        if (known.Lists.Tools != now.Lists.Tools)
            yield return new(NotificationMethods.ToolListChangedNotification, null, known = known with { Lists = known.Lists with { Tools = now.Lists.Tools } });
        if (known.Lists.Prompts != now.Lists.Prompts)
            yield return new(NotificationMethods.PromptListChangedNotification, null, known = known with { Lists = known.Lists with { Prompts = now.Lists.Prompts } });
        if (known.Lists.Resources != now.Lists.Resources)
            yield return new(NotificationMethods.ResourceListChangedNotification, null, known = known with { Lists = known.Lists with { Resources = now.Lists.Resources } });
        foreach (var uri in filter.Uris)
        {
            if (now.Updates.TryGetValue(uri, out var mark) && known.Updates.GetValueOrDefault(uri) != mark)
            {
                known = known with { Updates = new Dictionary<string, string>(known.Updates, StringComparer.Ordinal) { [uri] = mark } };
                yield return new(NotificationMethods.ResourceUpdatedNotification, uri, known);
            }
        }
    }

    public ReadOnlyMemory<byte> ToJson()
    {
        var json = new ArrayBufferWriter<byte>(256);
        using var writer = new Utf8JsonWriter(json);
        writer.WriteStartObject();
        writer.WriteString("tools"u8, Lists.Tools);
        writer.WriteString("prompts"u8, Lists.Prompts);
        writer.WriteString("resources"u8, Lists.Resources);
        writer.WriteStartObject("updates"u8);
        foreach (var (uri, mark) in Updates)
            writer.WriteString(uri, mark);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.Flush();
        return json.WrittenMemory;
    }

    public static ChangeMarks FromJson(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        return new(
            new(root.GetProperty("tools"u8).GetString()!, root.GetProperty("prompts"u8).GetString()!, root.GetProperty("resources"u8).GetString()!),
            root.GetProperty("updates"u8).EnumerateObject().ToDictionary(update => update.Name, update => update.Value.GetString()!, StringComparer.Ordinal));
    }

    /// <summary>Nothing known of any resource.</summary>
    public static ChangeMarks Of(ListVersions lists) => new(lists, None);
}
