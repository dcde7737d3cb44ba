using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LambdaMcp.Protocol.Http;

/// <summary>
/// Which media types a request sends and takes. Lenient: clients that leave <c>text/event-stream</c> or the whole <c>Accept</c> out
/// get JSON, and parameters such as <c>charset=utf-8</c> are no reason to refuse.
/// </summary>
internal static class ContentNegotiation
{
    public static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) &&
        type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) &&
        (!type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || type.Charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase));

    /// <summary>The formats that the client takes.</summary>
    public static AcceptedFormats Accepted(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || string.IsNullOrWhiteSpace(accept.ToString()))
            return new(Json: true, EventStream: false);
        if (!MediaTypeHeaderValue.TryParseList(accept, out var ranges))
            return default;

        var json = false;
        var eventStream = false;
        foreach (var range in ranges.Where(range => range.Quality != 0))
        {
            json |= range.MatchesMediaType("application/json");
            eventStream |= range.MatchesMediaType(EventStreamFormat.ContentType);
        }

        return new(json, eventStream);
    }
}
