using System.Buffers;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Calls.Contracts.Proxy;

/// <summary>
/// How arguments become an HTTP request: what a registration says in <c>http</c>. Members: <c>method</c> (GET), <c>path</c>
/// (required), <c>query</c> and <c>headers</c> (objects of texts in which <c>{name}</c> stands for an argument), <c>body</c>
/// (<c>"{name}"</c>, or false for none). Arguments that nothing names make the body as a JSON object, or the query where the method has no body.
/// </summary>
internal sealed class HttpMapping
{
    private static readonly string[] Members = ["method", "path", "query", "headers", "body"];
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public required string Method { get; init; }

    public required PathTemplate Path { get; init; }

    public required IReadOnlyList<(string Name, ValueTemplate Value)> Query { get; init; }

    public required IReadOnlyList<(string Name, ValueTemplate Value)> Headers { get; init; }

    /// <summary>The argument that is the body; null when the remaining arguments are.</summary>
    public string? BodyArgument { get; init; }

    /// <summary>Whether what nothing names becomes the body.</summary>
    public bool HasBody { get; init; }

    /// <summary>The arguments that have their place.</summary>
    public IEnumerable<string> Placed => Path.Arguments
        .Concat(Query.Concat(Headers).SelectMany(entry => entry.Value.Arguments))
        .Concat(BodyArgument is null ? [] : [BodyArgument]);

    /// <summary>Reads what a registration says; null when it has faults.</summary>
    public static HttpMapping? Read(JsonElement? http, RegistrationFaults faults)
    {
        if (http is not { ValueKind: JsonValueKind.Object } given)
        {
            faults.Add("/http", "must be an object with a path, such as {\"method\":\"GET\",\"path\":\"/orders/{id}\"}");
            return null;
        }

        foreach (var member in given.EnumerateObject().Where(member => !Members.Contains(member.Name)))
            faults.Add(JsonPointer.Append("/http", member.Name), $"is not known here; known are {string.Join(", ", Members)}");
        var method = ReadMethod(given, faults);
        var path = ReadPath(given, faults);
        var mapping = new HttpMapping
        {
            Method = method,
            Path = path!,
            Query = ReadTemplates(given, "query", static _ => null, faults),
            Headers = ReadTemplates(given, "headers", HeaderFault, faults),
            BodyArgument = ReadBody(given, faults, out var isNone),
            HasBody = !isNone && method is "POST" or "PUT" or "PATCH",
        };
        return path is null || faults.Any ? null : mapping;
    }

    private static string ReadMethod(JsonElement http, RegistrationFaults faults)
    {
        if (!http.TryGetProperty("method"u8, out var method))
            return "GET";
        if (method.ValueKind == JsonValueKind.String && Methods.Contains(method.GetString()!.ToUpperInvariant()))
            return method.GetString()!.ToUpperInvariant();
        faults.Add("/http/method", $"must be one of {string.Join(", ", Methods)}");
        return "GET";
    }

    private static PathTemplate? ReadPath(JsonElement http, RegistrationFaults faults)
    {
        string? fault = "is required: the path that the function serves, such as /orders/{id}";
        var path = http.TryGetProperty("path"u8, out var text) && text.ValueKind == JsonValueKind.String ? PathTemplate.Read(text.GetString()!, out fault) : null;
        if (path is null)
            faults.Add("/http/path", fault!);
        return path;
    }

    private static List<(string, ValueTemplate)> ReadTemplates(JsonElement http, string member, Func<string, string?> nameFault, RegistrationFaults faults)
    {
        var templates = new List<(string, ValueTemplate)>();
        if (!http.TryGetProperty(member, out var map))
            return templates;
        if (map.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"/http/{member}", "must be an object: a text under each name, in which {argument} stands for an argument");
            return templates;
        }

        foreach (var entry in map.EnumerateObject())
        {
            var place = JsonPointer.Append($"/http/{member}", entry.Name);
            if (nameFault(entry.Name) is { } fault)
                faults.Add(place, fault);
            if (entry.Value.ValueKind == JsonValueKind.String && ValueTemplate.Read(entry.Value.GetString()!) is { } template)
                templates.Add((entry.Name, template));
            else
                faults.Add(place, "must be a text in which braces enclose the names of arguments, such as {status}");
        }

        return templates;
    }

    private static string? HeaderFault(string name)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(TokenCharacters))
            return "must be a name that an HTTP header can have: letters, digits and !#$%&'*+-.^_`|~";
        return name.ToLowerInvariant() is "host" or "content-length" or "transfer-encoding" or "connection" ? "is not an argument's to set" : null;
    }

    private static string? ReadBody(JsonElement http, RegistrationFaults faults, out bool isNone)
    {
        isNone = false;
        if (!http.TryGetProperty("body"u8, out var body))
            return null;
        isNone = body.ValueKind == JsonValueKind.False;
        if (isNone)
            return null;
        if (body.ValueKind == JsonValueKind.String && body.GetString() is ['{', .. var name, '}'] && ValueTemplate.IsName(name))
            return name;
        faults.Add("/http/body", "must be the argument that is the body, such as {document}, or false for none; left out, the remaining arguments are the body");
        return null;
    }
}
