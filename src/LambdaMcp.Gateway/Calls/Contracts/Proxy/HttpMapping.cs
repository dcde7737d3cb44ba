using System.Text.Json;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>
/// How arguments become an HTTP request: what a registration says in <c>http</c>, whose rules are those of registrations. Arguments that
/// nothing names make the body as a JSON object, or the query where the method has no body.
/// </summary>
internal sealed class HttpMapping
{
    private HttpMapping(string method, PathTemplate path, JsonElement http)
    {
        Method = method;
        Path = path;
        Query = Names(http, "query");
        Headers = Names(http, "headers");
        var hasRule = http.TryGetProperty("body"u8, out var body);
        BodyArgument = hasRule && body.ValueKind == JsonValueKind.String ? body.GetString() : null;
        HasRestAsBody = !hasRule && method is "POST" or "PUT" or "PATCH";
        HasRestAsQuery = method is not ("POST" or "PUT" or "PATCH");
    }

    public string Method { get; }

    public PathTemplate Path { get; }

    /// <summary>The names of parameters, and the arguments that are their values.</summary>
    public IReadOnlyList<(string Name, string Argument)> Query { get; }

    /// <summary>The names of headers, and the arguments that are their values.</summary>
    public IReadOnlyList<(string Name, string Argument)> Headers { get; }

    /// <summary>The argument that is the body, if one is.</summary>
    public string? BodyArgument { get; }

    /// <summary>Whether what nothing names becomes the body.</summary>
    public bool HasRestAsBody { get; }

    /// <summary>Whether what nothing names becomes the query.</summary>
    public bool HasRestAsQuery { get; }

    /// <summary>The arguments that have their place.</summary>
    public IEnumerable<string> Placed => Path.Arguments.Concat(Query.Concat(Headers).Select(entry => entry.Argument)).Append(BodyArgument ?? "");

    /// <summary>Reads what a registration says; null when it says too little.</summary>
    public static HttpMapping? Read(JsonElement? http) =>
        http is { ValueKind: JsonValueKind.Object } given && Text(given, "method") is { } method && Text(given, "path") is ['/', ..] path
            ? new(method.ToUpperInvariant(), new(path), given)
            : null;

    private static List<(string, string)> Names(JsonElement http, string member) =>
        http.TryGetProperty(member, out var map) && map.ValueKind == JsonValueKind.Object
            ? [.. map.EnumerateObject().Where(entry => entry.Value.ValueKind == JsonValueKind.String).Select(entry => (entry.Name, entry.Value.GetString()!))]
            : [];

    private static string? Text(JsonElement http, string member) =>
        http.TryGetProperty(member, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
