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
        var query = mapping.Query.SelectMany(entry => entry.Value.Fill(arguments).Select(value => KeyValuePair.Create(entry.Name, value))).ToList();
        if (!mapping.HasBody)
            query.AddRange(rest.SelectMany(argument => Texts(argument.Value).Select(value => KeyValuePair.Create(argument.Name, value))));
        var (body, contentType) = mapping.BodyArgument is { } argument ? BodyOf(arguments, argument) : mapping.HasBody ? (Json(rest), "application/json") : default;
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

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.Array => [.. value.EnumerateArray().Where(item => item.ValueKind != JsonValueKind.Null).Select(ValueTemplate.Text)],
        _ => [ValueTemplate.Text(value)],
    };

    private static (string? Body, string? ContentType) BodyOf(JsonElement arguments, string argument)
    {
        if (ValueTemplate.Value(arguments, argument) is not { } value)
            return default;
        return (ValueTemplate.Text(value), value.ValueKind == JsonValueKind.String ? "text/plain; charset=utf-8" : "application/json");
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
        var headers = mapping.Headers.SelectMany(entry => entry.Value.Fill(arguments).Select(value => Header(call.Target.Name, entry, value))).ToList();
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

    private static KeyValuePair<string, string> Header(string tool, (string Name, ValueTemplate Value) entry, string value)
    {
        // Visible ASCII, spaces and tabs: nothing that could end the header and begin another.
        if (value.AsSpan().ContainsAnyExceptInRange(' ', '~') && value.Any(character => character is not '\t' and (< ' ' or > '~')))
        {
            throw new CallFailedException(
                "invalid_arguments",
                $"The argument {string.Join(", ", entry.Value.Arguments)} of {tool} is sent in the header {entry.Name}, so it must be printable ASCII, without line breaks.");
        }

        return KeyValuePair.Create(entry.Name, value);
    }
}
