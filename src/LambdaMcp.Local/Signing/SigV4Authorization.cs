using System.Globalization;

namespace LambdaMcp.Local.Signing;

/// <summary>What a request says about its signature, in its headers or in its query.</summary>
/// <param name="Credential">The access key and the scope.</param>
/// <param name="SignedHeaders">The names of the headers that the signature covers, in lower case.</param>
/// <param name="Signature">The signature in hexadecimal digits.</param>
/// <param name="Timestamp">The time as the client wrote it, such as <c>20150830T123600Z</c>.</param>
/// <param name="Lifetime">How long a presigned request is good for; null for a signature in headers.</param>
internal sealed record SigV4Authorization(
    SigV4Credential Credential, IReadOnlyList<string> SignedHeaders, string Signature, string Timestamp, TimeSpan? Lifetime)
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    private const string TimestampFormat = "yyyyMMdd'T'HHmmss'Z'";

    private static readonly TimeSpan MaximumLifetime = TimeSpan.FromDays(7);

    public DateTimeOffset Time => DateTimeOffset.ParseExact(
        Timestamp, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    public static string Format(DateTimeOffset time) =>
        time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);

    /// <summary>Reads the signature of a request.</summary>
    /// <returns>The authorization, or else the reason why there is none.</returns>
    public static (SigV4Authorization? Authorization, SigV4Result Result) Read(SigV4Request request)
    {
        if (request.Header("Authorization") is { } header)
            return ReadHeader(request, header);

        var query = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in CanonicalRequest.Parameters(request.Query))
            query.TryAdd(name, value);
        return query.ContainsKey("X-Amz-Algorithm") || query.ContainsKey("X-Amz-Signature")
            ? ReadQuery(query)
            : (null, new(SigV4Outcome.Missing, "Missing Authentication Token"));
    }

    private static (SigV4Authorization?, SigV4Result) ReadHeader(SigV4Request request, string header)
    {
        if (!header.StartsWith(Algorithm + " ", StringComparison.Ordinal))
            return (null, new(SigV4Outcome.Missing, "Missing Authentication Token"));

        var parts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in header[Algorithm.Length..].Split(',', StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                parts.TryAdd(part[..equals], part[(equals + 1)..]);
        }

        var timestamp = request.Header("X-Amz-Date") ?? FromHttpDate(request.Header("Date"));
        string[] required = ["Credential", "Signature", "SignedHeaders"];
        var problems = required.Where(name => !parts.ContainsKey(name))
            .Select(static name => $"Authorization header requires '{name}' parameter.").ToList();
        if (timestamp is null)
            problems.Add("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
        return problems.Count > 0
            ? Incomplete(string.Join(' ', problems))
            : Create(parts["Credential"], parts["SignedHeaders"], parts["Signature"], timestamp!, null);
    }

    private static (SigV4Authorization?, SigV4Result) ReadQuery(Dictionary<string, string> query)
    {
        string[] required =
            ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date", "X-Amz-Expires"];
        var problems = required.Where(name => !query.ContainsKey(name))
            .Select(static name => $"AWS query-string parameters must include '{name}'.").ToArray();
        if (problems.Length > 0)
            return Incomplete(string.Join(' ', problems));
        if (query["X-Amz-Algorithm"] != Algorithm)
            return Incomplete($"Unsupported AWS 'algorithm': '{query["X-Amz-Algorithm"]}'.");
        if (!int.TryParse(query["X-Amz-Expires"], CultureInfo.InvariantCulture, out var seconds)
            || seconds < 0 || seconds > MaximumLifetime.TotalSeconds)
            return Incomplete("X-Amz-Expires must be a number of seconds that is not negative and at most a week (604800)");
        return Create(
            query["X-Amz-Credential"], query["X-Amz-SignedHeaders"], query["X-Amz-Signature"], query["X-Amz-Date"], TimeSpan.FromSeconds(seconds));
    }

    private static (SigV4Authorization?, SigV4Result) Create(
        string credentialText, string signedHeaders, string signature, string timestamp, TimeSpan? lifetime)
    {
        if (SigV4Credential.Parse(credentialText) is not { } credential)
            return Incomplete(
                $"Credential must have at least 5 slash-delimited elements, such as 'AKID/20150830/us-east-1/service/aws4_request', got '{credentialText}'");
        if (!DateTimeOffset.TryParseExact(
            timestamp, TimestampFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _))
            return Incomplete($"Date must be in ISO-8601 'basic format'. Got '{timestamp}'. See http://en.wikipedia.org/wiki/ISO_8601");

        string[] names = [.. signedHeaders.Split(';', StringSplitOptions.RemoveEmptyEntries)];
        return names.Contains("host", StringComparer.OrdinalIgnoreCase)
            ? (new(credential, names, signature, timestamp, lifetime), SigV4Result.Ok)
            : (null, new(SigV4Outcome.SignatureMismatch, "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."));
    }

    private static (SigV4Authorization?, SigV4Result) Incomplete(string message) =>
        (null, new(SigV4Outcome.IncompleteSignature, message));

    private static string? FromHttpDate(string? date) =>
        DateTimeOffset.TryParse(date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? Format(time) : date;
}
