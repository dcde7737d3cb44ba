using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LambdaMcp.Local.ApiGateway;

/// <summary>Makes the responses that API Gateway gives by itself, with what the template says of them.</summary>
internal static partial class GatewayResponses
{
    private const string DefaultTemplate = """{"message":$context.error.messageString}""";

    /// <param name="api">The API; null when no stage was found.</param>
    /// <param name="fault">What went wrong.</param>
    /// <param name="variables">The values of <c>$context</c>, by the name behind it, such as <c>requestId</c>.</param>
    /// <param name="request">The request, as far as it was read.</param>
    public static GatewayResponse Render(
        RestApi? api, GatewayFault fault, IReadOnlyDictionary<string, string> variables, GatewayRequest? request)
    {
        var definition = Definition(api, fault);
        var values = new Dictionary<string, string>(variables)
        {
            ["error.message"] = fault.Message,
            // This one is a JSON string already, quotes included.
            ["error.messageString"] = JsonSerializer.Serialize(fault.Message),
            ["error.responseType"] = fault.Type,
        };
        var (mediaType, template) = Template(definition);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["Content-Type"] = mediaType };
        foreach (var (name, expression) in definition?.Headers ?? new Dictionary<string, string>())
        {
            if (Header(expression, values, request) is { } value)
                headers[name] = value;
        }
        return new GatewayResponse(definition?.StatusCode ?? fault.StatusCode, headers, Encoding.UTF8.GetBytes(Fill(template, values, request)));
    }

    private static GatewayResponseDefinition? Definition(RestApi? api, GatewayFault fault) => api is null ? null
        : api.GatewayResponses.GetValueOrDefault(fault.Type)
        ?? api.GatewayResponses.GetValueOrDefault(fault.StatusCode < 500 ? "DEFAULT_4XX" : "DEFAULT_5XX");

    private static (string MediaType, string Template) Template(GatewayResponseDefinition? definition) =>
        definition is null || definition.Templates.Count == 0 ? ("application/json", DefaultTemplate)
        : definition.Templates.TryGetValue("application/json", out var json) ? ("application/json", json)
        : (definition.Templates.First().Key, definition.Templates.First().Value);

    /// <summary>A header's value: a literal in single quotes, or something of the request or the context.</summary>
    private static string? Header(string expression, Dictionary<string, string> values, GatewayRequest? request) =>
        expression is ['\'', .., '\''] ? expression[1..^1]
        : expression.StartsWith("context.", StringComparison.Ordinal) ? values.GetValueOrDefault(expression["context.".Length..])
        : expression.StartsWith("method.request.", StringComparison.Ordinal) ? FromRequest(expression["method.request.".Length..], request)
        : null;

    // Gateway responses are not VTL: variables are replaced, and nothing else happens.
    private static string Fill(string template, Dictionary<string, string> values, GatewayRequest? request) =>
        Variable().Replace(template, match => match.Groups["context"] is { Success: true } name
            ? values.GetValueOrDefault(name.Value, "")
            : FromRequest(match.Groups["request"].Value, request) ?? "");

    private static string? FromRequest(string path, GatewayRequest? request) => path.Split('.', 2) switch
    {
        ["header", var name] => request?.Header(name),
        ["querystring", var name] => request?.Query.LastOrDefault(pair => pair.Key == name).Value,
        _ => null,
    };

    /// <summary>The variables that every request has.</summary>
    public static Dictionary<string, string> Variables(RestApi? api, GatewayRequest request, RouteMatch? match, AuthorizerAnswer? authorizer)
    {
        var variables = new Dictionary<string, string>
        {
            ["requestId"] = request.RequestId,
            ["extendedRequestId"] = request.ExtendedRequestId,
            ["httpMethod"] = request.Method,
            ["path"] = $"/{api?.Stage}{request.Path}",
            ["resourcePath"] = match?.Route.Path ?? "",
            ["stage"] = api?.Stage ?? "",
            ["apiId"] = api?.Id ?? "",
            ["domainName"] = request.Host,
            ["identity.sourceIp"] = request.SourceIp,
            ["identity.userAgent"] = request.Header("User-Agent") ?? "",
            ["requestTimeEpoch"] = request.Time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        };
        if (authorizer is null)
            return variables;

        variables["authorizer.principalId"] = authorizer.PrincipalId;
        foreach (var (name, value) in authorizer.Context)
            variables[$"authorizer.{name}"] = value;
        return variables;
    }

    [GeneratedRegex(@"\$(?:context\.(?<context>[A-Za-z0-9_]+(?:\.[A-Za-z0-9_]+)*)|method\.request\.(?<request>(?:header|querystring)\.[A-Za-z0-9_-]+))")]
    private static partial Regex Variable();
}
