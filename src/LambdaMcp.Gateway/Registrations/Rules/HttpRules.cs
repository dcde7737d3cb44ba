using System.Buffers;
using System.Text.Json;
using System.Text.RegularExpressions;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation.References;

namespace LambdaMcp.Gateway.Registrations.Rules;

/// <summary>What must hold of <c>http</c>: how arguments become an HTTP request.</summary>
internal static partial class HttpRules
{
    public static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private const int LongestPath = 1024;

    private static readonly string[] Members = ["method", "path", "query", "headers", "body"];

    // RFC 9110, section 5.6.2.
    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static void Check(Registration registration, RegistrationFaults faults)
    {
        if (registration.Contract != TargetContract.Proxy)
        {
            if (registration.Http is not null)
                faults.Add("/http", "is for the contract proxy");
            return;
        }

        if (registration.Http is not { ValueKind: JsonValueKind.Object } http)
        {
            faults.Add("/http", "must be an object with the method and the path of the request that the contract proxy makes of a call");
            return;
        }

        foreach (var member in http.EnumerateObject())
        {
            if (!Members.Contains(member.Name))
                faults.Add(JsonPointer.Append("/http", member.Name), $"is not known here; known are {string.Join(", ", Members)}");
        }

        if (!http.TryGetProperty("method"u8, out var method) || method.ValueKind != JsonValueKind.String || !Methods.Contains(method.GetString()))
            faults.Add("/http/method", $"must be one of {string.Join(", ", Methods)}");
        else if (registration.Type != RegistrationType.Tool && !method.ValueEquals("GET"u8))
            faults.Add("/http/method", "must be GET, because a resource is only read");
        if (registration.Completion)
            faults.Add("/completion", "cannot go with the contract proxy, which has no request for it");
        var used = new ArgumentNames(registration, faults);
        CheckPath(http, used, faults);
        CheckNames(http, "query", static name => name.Length > 0, "must have a name", used, faults);
        CheckNames(http, "headers", IsHeader, "must be a name that an HTTP header can have", used, faults);
        CheckBody(http, used, faults);
    }

    private static void CheckPath(JsonElement http, ArgumentNames used, RegistrationFaults faults)
    {
        if (!http.TryGetProperty("path"u8, out var member) || member.ValueKind != JsonValueKind.String ||
            member.GetString() is not { Length: <= LongestPath } path || !PathTemplate().IsMatch(path))
        {
            faults.Add("/http/path", $"must begin with /, have at most {LongestPath} characters, no query, and arguments in braces, such as /orders/{{id}}");
            return;
        }

        foreach (Match argument in Argument().Matches(path))
            used.CheckRequired(argument.Groups[1].Value, "/http/path");
    }

    private static void CheckNames(JsonElement http, string member, Func<string, bool> isName, string rule, ArgumentNames used, RegistrationFaults faults)
    {
        if (!http.TryGetProperty(member, out var names))
            return;
        if (names.ValueKind != JsonValueKind.Object)
        {
            faults.Add($"/http/{member}", "must be an object that maps names to names of arguments");
            return;
        }

        foreach (var name in names.EnumerateObject())
        {
            var place = JsonPointer.Append($"/http/{member}", name.Name);
            if (!isName(name.Name))
                faults.Add(place, rule);
            if (name.Value.ValueKind == JsonValueKind.String)
                used.Check(name.Value.GetString()!, place);
            else
                faults.Add(place, "must be the name of an argument");
        }
    }

    private static void CheckBody(JsonElement http, ArgumentNames used, RegistrationFaults faults)
    {
        if (!http.TryGetProperty("body"u8, out var body) || body.ValueKind == JsonValueKind.False)
            return;
        if (body.ValueKind == JsonValueKind.String)
            used.Check(body.GetString()!, "/http/body");
        else
            faults.Add("/http/body", "must be the name of an argument, or false for no body; left out, the body has what is used nowhere else");
    }

    private static bool IsHeader(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyExcept(TokenCharacters);

    [GeneratedRegex(@"^/(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2}|\{[^{}/]+\})*\z")]
    private static partial Regex PathTemplate();

    [GeneratedRegex(@"\{([^{}/]+)\}")]
    private static partial Regex Argument();
}
