using System.Globalization;
using System.Text.Json;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Status and headers as a function gives them, in a proxy response or in the prelude of a streamed one.</summary>
internal sealed record ProxyResponseHead(int StatusCode, IReadOnlyList<KeyValuePair<string, string>> Headers)
{
    /// <param name="json">The response or prelude.</param>
    /// <param name="defaultStatusCode">The status when none is given; null makes that an error.</param>
    /// <exception cref="GatewayFaultException">It is not of the form that API Gateway takes.</exception>
    public static ProxyResponseHead Read(JsonElement json, int? defaultStatusCode)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw Malformed("the function's answer is not a JSON object");

        var headers = new List<KeyValuePair<string, string>>();
        var multiple = Map(json, "multiValueHeaders");
        // A header that is given both ways counts once, with all its values.
        var names = multiple.Select(header => header.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var header in Map(json, "headers").Where(header => !names.Contains(header.Name)))
            headers.Add(Header(header.Name, header.Value));
        foreach (var header in multiple)
        {
            if (header.Value.ValueKind != JsonValueKind.Array)
                throw Malformed($"multiValueHeaders has {header.Name} with a value that is not a list");
            headers.AddRange(header.Value.EnumerateArray().Select(value => Header(header.Name, value)));
        }
        if (json.TryGetProperty("cookies", out var cookies) && cookies.ValueKind == JsonValueKind.Array)
            headers.AddRange(cookies.EnumerateArray().Select(cookie => Header("Set-Cookie", cookie)));
        return new ProxyResponseHead(Status(json, defaultStatusCode), headers);
    }

    /// <summary>Writes status and headers, renamed as a REST API renames them.</summary>
    public void Apply(HttpResponse response)
    {
        response.StatusCode = StatusCode;
        foreach (var (name, value) in Headers)
        {
            if (HeaderRemapping.Rename(name) is { } renamed)
                response.Headers.Append(renamed, value);
        }
        if (response.Headers.ContentType.Count == 0)
            response.ContentType = "application/json";
    }

    /// <summary>Whether HTTP lets a response with this status have a body.</summary>
    public bool MayHaveBody => StatusCode is not (204 or 205 or 304);

    public static GatewayFaultException Malformed(string reason) => new(GatewayFault.BadIntegrationResponse, reason);

    private static int Status(JsonElement json, int? fallback)
    {
        if (!json.TryGetProperty("statusCode", out var value))
            return fallback ?? throw Malformed("the function's answer has no statusCode");

        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 200 and <= 599
            ? status
            : throw Malformed($"the function's statusCode is {text}");
    }

    private static List<JsonProperty> Map(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var map) || map.ValueKind == JsonValueKind.Null ? []
        : map.ValueKind == JsonValueKind.Object ? [.. map.EnumerateObject()]
        : throw Malformed($"{name} is not an object");

    private static KeyValuePair<string, string> Header(string name, JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            _ => throw Malformed($"the header {name} has a value that is neither text, number nor truth value"),
        };
        if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)))
            throw Malformed($"'{name}' is no header name");
        if (text.Any(c => c is < ' ' and not '\t' or > '~'))
            throw Malformed($"the header {name} has a value with characters that a header cannot have");

        return new(name, text);
    }
}
