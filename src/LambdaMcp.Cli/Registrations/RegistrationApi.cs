using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Aws;
using LambdaMcp.Cli.Endpoints;
using LambdaMcp.Cli.Output;

namespace LambdaMcp.Cli.Registrations;

/// <summary>The registration API of an endpoint, with signed requests.</summary>
internal sealed class RegistrationApi : IDisposable
{
    private readonly Uri _url;
    private readonly SignedHttp _http;

    private RegistrationApi(Uri url, SignedHttp http) => (_url, _http) = (url, http);

    /// <exception cref="FailedException">It is not known where the API is, or nothing can be signed.</exception>
    public static RegistrationApi Open(Endpoint endpoint, CliContext context)
    {
        // The stage has both: /prod/mcp and /prod/register.
        var url = endpoint.RegisterUrl ?? (endpoint.Url.AbsolutePath.EndsWith("/mcp", StringComparison.Ordinal)
            ? new Uri(endpoint.Url, "register")
            : throw FailedException.BadUsage("It is not known where the registration API is: name a --stack, or set MCP_REGISTER_URL."));
        return new(url, SignedHttp.Create(endpoint.Aws, context, url));
    }

    /// <summary>Makes a request.</summary>
    /// <param name="method">The HTTP method.</param>
    /// <param name="path">What follows <c>/register</c>, with the query.</param>
    /// <param name="body">The body; null for none.</param>
    /// <param name="ifMatch">The entity tag that it is conditional on.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FailedException">The API refused, in its own words.</exception>
    public async Task<RegistrationAnswer> SendAsync(HttpMethod method, string path, JsonNode? body, string? ifMatch, CancellationToken cancellationToken)
    {
        var bytes = body is null ? null : Encoding.UTF8.GetBytes(body.ToJsonString());
        using var answer = await _http.SendAsync(method, new Uri(_url + path), bytes, ifMatch, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        var json = Parse(text);
        if (answer.IsSuccessStatusCode)
            return new(json, answer.Headers.ETag?.ToString(), answer.StatusCode);
        throw Refused(answer.StatusCode, json, text);
    }

    public void Dispose() => _http.Dispose();

    private FailedException Refused(HttpStatusCode status, JsonNode? json, string text)
    {
        var words = Words(json) ?? (text.Length > 0 ? text[..Math.Min(text.Length, 300)] : $"{(int)status}");
        var message = status switch
        {
            HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized =>
                $"{_url} refuses these credentials: {words.TrimEnd('.')}. They need execute-api:Invoke on the API's path /register, and the region and the clock must be right.",
            HttpStatusCode.PreconditionFailed => $"It was changed by somebody else since it was read: nothing was done. {words}",
            HttpStatusCode.Conflict => $"It was not done: {words}",
            HttpStatusCode.NotFound => words.Replace("GET /register lists", "lambda-mcp register list lists", StringComparison.Ordinal),
            _ => words,
        };
        return new(message, status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized ? ExitCode.Refused : ExitCode.Failed) { Status = status };
    }

    private static string? Words(JsonNode? json)
    {
        if (json is not JsonObject body)
            return null;
        // The gateway's own answers have the shape of JSON-RPC, or a message alone.
        var error = body["error"] is JsonObject rpc ? rpc["message"]?.ToString() : body["error"]?.ToString() ?? body["message"]?.ToString() ?? body["Message"]?.ToString();
        if (error is null)
            return null;
        var lines = (body["faults"] as JsonArray ?? []).Select(fault => $"  {fault?["pointer"]}: {fault?["message"]}")
            .Concat((body["conflicts"] as JsonArray ?? []).Select(conflict => $"  {conflict?["id"]}: {conflict?["message"]}"));
        return string.Join('\n', lines.Prepend(error).Select(Screen.Plain));
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
