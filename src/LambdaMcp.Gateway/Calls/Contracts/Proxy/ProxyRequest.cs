using System.Buffers;
using System.Text;
using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>The HTTP request that a call's arguments make.</summary>
internal sealed class ProxyRequest
{
    public required string Method { get; init; }

    /// <summary>The path's template, which API Gateway calls the resource.</summary>
    public required string Resource { get; init; }

    /// <summary>The path, percent-encoded.</summary>
    public required string Path { get; init; }

    public required IReadOnlyDictionary<string, string> PathValues { get; init; }

    /// <summary>The parameters of the query, in order; a name may come again.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Query { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public string? Body { get; init; }

    /// <exception cref="CallFailedException">The arguments make no request.</exception>
    public static ProxyRequest Of(FunctionCall call, HttpMapping mapping)
    {
        using var given = JsonDocument.Parse(call.Arguments());
        // A resource's arguments are the variables of its template.
        var arguments = call.Request.Method == "resources/read" ? given.RootElement.GetProperty("variables"u8) : given.RootElement;
        var name = call.Target.Name;
        var (path, values) = mapping.Path.Fill(name, arguments);
        var placed = mapping.Placed.ToHashSet(StringComparer.Ordinal);
        var rest = arguments.EnumerateObject().Where(argument => !placed.Contains(argument.Name)).ToArray();
        var query = Pairs(mapping.Query, arguments).ToList();
        if (mapping.HasRestAsQuery)
            query.AddRange(rest.SelectMany(argument => ArgumentText.AllOf(argument.Value).Select(value => KeyValuePair.Create(argument.Name, value))));
        var (body, contentType) = mapping.BodyArgument is { } argument ? BodyOf(arguments, argument) : mapping.HasRestAsBody ? (Json(rest), "application/json") : default;
        return new()
        {
            Method = mapping.Method,
            Resource = mapping.Path.Text,
            Path = path,
            PathValues = values,
            Query = query,
            Headers = HeadersOf(call, mapping, arguments, contentType),
            Body = body,
        };
    }

    private static IEnumerable<KeyValuePair<string, string>> Pairs(IEnumerable<(string Name, string Argument)> names, JsonElement arguments) =>
        from entry in names
        where arguments.TryGetProperty(entry.Argument, out _)
        from value in ArgumentText.AllOf(arguments.GetProperty(entry.Argument))
        select KeyValuePair.Create(entry.Name, value);

    private static (string? Body, string? ContentType) BodyOf(JsonElement arguments, string argument)
    {
        if (ArgumentText.Find(arguments, argument) is not { } value)
            return default;
        return (ArgumentText.Of(value), value.ValueKind == JsonValueKind.String ? "text/plain; charset=utf-8" : "application/json");
    }

    private static string Json(IEnumerable<JsonProperty> members)
    {
        var json = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var member in members)
                member.WriteTo(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static List<KeyValuePair<string, string>> HeadersOf(FunctionCall call, HttpMapping mapping, JsonElement arguments, string? contentType)
    {
        var headers = Pairs(mapping.Headers, arguments).ToList();
        if (headers.FindIndex(header => !IsHeaderValue(header.Value)) is >= 0 and var bad)
        {
            throw new CallFailedException(
                "invalid_arguments",
                $"The argument of {call.Target.Name} that is sent in the header {headers[bad].Key} must be printable ASCII, without line breaks.");
        }

        AddUnlessSet("Accept", "application/json, text/*;q=0.9, */*;q=0.8");
        AddUnlessSet("Content-Type", contentType);
        AddUnlessSet("Host", ProxyEvent.Host);
        AddUnlessSet("User-Agent", ProxyEvent.UserAgent);
        AddUnlessSet("X-Forwarded-For", ProxyEvent.SourceIp);
        AddUnlessSet("X-Forwarded-Port", "443");
        AddUnlessSet("X-Forwarded-Proto", "https");
        AddUnlessSet("traceparent", call.Request.TraceParent);
        return headers;

        void AddUnlessSet(string name, string? value)
        {
            if (value is not null && !headers.Exists(header => header.Key.Equals(name, StringComparison.OrdinalIgnoreCase)))
                headers.Add(KeyValuePair.Create(name, value));
        }
    }

    // Visible ASCII, spaces and tabs: nothing that could end the header and begin another.
    private static bool IsHeaderValue(string value) => value.All(character => character is '\t' or (>= ' ' and <= '~'));
}
