using System.Globalization;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.FunctionUrls;

/// <summary>The headers that Lambda itself answers requests of other origins with. Those that the function sets besides stay: browsers then find them twice, as on AWS.</summary>
internal static class CorsHeaders
{
    /// <summary>Whether a browser asks what it may send; the function does not hear of it.</summary>
    public static bool IsPreflight(HttpRequest request) =>
        HttpMethods.IsOptions(request.Method) && request.Headers.Origin.Count > 0 && request.Headers.AccessControlRequestMethod.Count > 0;

    /// <summary>Adds the headers of an answer to a preflight.</summary>
    public static void AddToPreflight(FunctionUrlCors cors, HttpContext context)
    {
        var headers = context.Response.Headers;
        if (!AddOrigin(cors, context))
            return;
        Add(headers, "Access-Control-Allow-Headers", cors.AllowHeaders);
        Add(headers, "Access-Control-Allow-Methods", cors.AllowMethods);
        if (cors.MaxAge is { } seconds)
            headers.AccessControlMaxAge = seconds.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Adds the headers of any other answer.</summary>
    public static void AddToAnswer(FunctionUrlCors cors, HttpContext context)
    {
        if (AddOrigin(cors, context))
            Add(context.Response.Headers, "Access-Control-Expose-Headers", cors.ExposeHeaders);
    }

    private static bool AddOrigin(FunctionUrlCors cors, HttpContext context)
    {
        var origin = context.Request.Headers.Origin.ToString();
        var isAny = cors.AllowOrigins.Contains("*");
        if (origin.Length == 0 || (!isAny && !cors.AllowOrigins.Contains(origin, StringComparer.OrdinalIgnoreCase)))
            return false;
        // Browsers take no asterisk together with credentials.
        var isSame = isAny && !cors.AllowCredentials;
        context.Response.Headers.Append("Access-Control-Allow-Origin", isSame ? "*" : origin);
        if (!isSame)
            context.Response.Headers.Append("Vary", "Origin");
        if (cors.AllowCredentials)
            context.Response.Headers.Append("Access-Control-Allow-Credentials", "true");
        return true;
    }

    private static void Add(IHeaderDictionary headers, string name, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
            headers.Append(name, string.Join(',', values));
    }
}
