namespace LambdaMcp.Protocol.Tests.Streams;

/// <summary>A server-sent event as a client reads it (HTML Living Standard, "Interpreting an event stream").</summary>
internal sealed record ServerEvent(string? Id, string Name, string Data, string? Retry)
{
    public static IReadOnlyList<ServerEvent> Parse(string stream)
    {
        var events = new List<ServerEvent>();
        string? id = null, retry = null;
        var name = "message";
        List<string> data = [];
        foreach (var line in stream.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n'))
        {
            if (line.Length == 0)
            {
                if (data.Count > 0)
                    events.Add(new(id, name, string.Join('\n', data), retry));
                (name, data, id, retry) = ("message", [], null, null);
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..]);
            value = value.StartsWith(' ') ? value[1..] : value;
            switch (field)
            {
                case "id": id = value; break;
                case "event": name = value; break;
                case "data": data.Add(value); break;
                case "retry": retry = value; break;
            }
        }

        return events;
    }
}
