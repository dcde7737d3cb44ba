using System.Text.Json;
using LambdaMcp.Auth.Jwt.Keys;

namespace LambdaMcp.Auth.Jwt.Issuers;

/// <summary>Reads the text of <see cref="TokenIssuers.Variable"/>.</summary>
internal static class IssuerReader
{
    private const int MaxRequestsPerMinute = 1_000_000;

    // API Gateway takes 8 KB from an authorizer, and there the lists are text in JSON twice over.
    private const int MaxPatternBytes = 4096;

    public static IReadOnlyList<TokenIssuer> Read(string setting)
    {
        List<TokenIssuer> issuers = setting[0] is '[' or '{'
            ? ReadJson(setting)
            : [.. setting.Split([',', ' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(url => new TokenIssuer(IssuerUrl(url, $"'{url}'")))];
        for (var i = 1; i < issuers.Count; i++)
        {
            if (issuers.FindIndex(issuer => issuer.Issuer == issuers[i].Issuer) < i)
                throw Fault($"{issuers[i].Issuer} is there twice.");
        }

        return issuers;
    }

    private static List<TokenIssuer> ReadJson(string text)
    {
        using var document = Parse(text);
        if (document.RootElement.ValueKind != JsonValueKind.Array || document.RootElement.GetArrayLength() == 0)
            throw Fault("it must be a JSON array with at least one issuer.");
        var issuers = new List<TokenIssuer>();
        foreach (var element in document.RootElement.EnumerateArray())
            issuers.Add(ReadEntry(element, $"[{issuers.Count}]"));
        return issuers;
    }

    private static JsonDocument Parse(string text)
    {
        try
        {
            return JsonDocument.Parse(text, new() { MaxDepth = 8 });
        }
        catch (JsonException error)
        {
            throw Fault($"it starts like JSON, but is none (line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}).");
        }
    }

    private static TokenIssuer ReadEntry(JsonElement element, string place)
    {
        if (element.ValueKind == JsonValueKind.String)
            return new(IssuerUrl(element.GetString()!, place));
        var entry = new IssuerMembers(element, place);
        TokenIssuer issuer = new(IssuerUrl(entry.Text("issuer") ?? throw Fault($"{place} needs an \"issuer\"."), $"{place}.issuer"))
        {
            Audiences = entry.List("audiences") ?? [],
            ClientIds = entry.List("clientIds") ?? [],
            Algorithms = entry.List("algorithms") is { } algorithms ? Known(algorithms, $"{place}.algorithms") : null,
            Scopes = entry.Map("scopes"),
            Tools = entry.List("tools", mayBeEmpty: true),
            Resources = entry.List("resources", mayBeEmpty: true),
            Prompts = entry.List("prompts", mayBeEmpty: true),
            RequestsPerMinute = entry.Number("requestsPerMinute", MaxRequestsPerMinute),
        };
        string[] patterns = [.. issuer.Tools ?? [], .. issuer.Resources ?? [], .. issuer.Prompts ?? []];
        return patterns.Sum(pattern => JsonEncodedText.Encode(pattern).EncodedUtf8Bytes.Length + 3) <= MaxPatternBytes
            ? issuer
            : throw Fault($"{place} has patterns of more than {MaxPatternBytes} bytes in all.");
    }

    private static IReadOnlyList<string> Known(IReadOnlyList<string> algorithms, string place) =>
        algorithms.FirstOrDefault(name => SignatureAlgorithm.Find(name) is null) is { } unknown
            ? throw Fault($"{place}: '{unknown}' is not one of {string.Join(", ", SignatureAlgorithm.All.Select(algorithm => algorithm.Name))}.")
            : algorithms;

    // A URL without fragment is also what keeps '#' free to part issuer and subject in a principal's name.
    private static string IssuerUrl(string text, string place) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && TrustedUrl.IsIssuer(url) && !text.Any(character => character is '#' or '?' || char.IsWhiteSpace(character))
            ? text
            : throw Fault($"{place} must be an https URL without query and fragment (http for this machine alone).");

    internal static FormatException Fault(string message) => new($"{TokenIssuers.Variable}: {message}");
}
