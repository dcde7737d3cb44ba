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

    /// <summary>The format for the answer; null when the client takes none that we have.</summary>
    public static ResponseFormat? Negotiate(HttpRequest request)
    {
        var accept = request.Headers.Accept;
        if (accept.Count == 0 || string.IsNullOrWhiteSpace(accept.ToString()))
            return ResponseFormat.Json;
        if (!MediaTypeHeaderValue.TryParseList(accept, out var accepted))
            return null;

        var eventStream = false;
        foreach (var range in accepted)
        {
            if (range.Quality == 0)
                continue;
            if (range.MatchesMediaType("application/json"))
                return ResponseFormat.Json;
            eventStream |= range.MatchesMediaType("text/event-stream");
        }

        return eventStream ? ResponseFormat.EventStream : null;
    }
}
