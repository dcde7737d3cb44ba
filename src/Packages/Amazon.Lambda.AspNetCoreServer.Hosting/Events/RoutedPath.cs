using System.Text.Json;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Events;

/// <summary>Divides a request's path into what the front door put before the route (a stage, a custom domain's base path) and the route.</summary>
internal static class RoutedPath
{
    /// <summary>Of a REST API.</summary>
    /// <param name="path">The event's path, without the stage but with a custom domain's base path.</param>
    /// <param name="fullPath">The request context's path, with either.</param>
    /// <param name="route">The resource, its placeholders filled in; null where it has none.</param>
    public static (string PathBase, string Path) OfRestApi(string path, string? fullPath, string? route)
    {
        path = WithSlash(path);
        if (string.IsNullOrEmpty(fullPath))
            fullPath = path;
        // The shorter one first: with a base path both may match.
        return (route is null ? null : Divide(fullPath, route)) ?? Divide(fullPath, path) ?? ("", path);
    }

    /// <summary>Of an HTTP API or a function URL.</summary>
    /// <param name="path">The raw path, with the stage and with a custom domain's base path.</param>
    /// <param name="stage">The stage.</param>
    /// <param name="route">The route's path, its placeholders filled in; null for the default route.</param>
    public static (string PathBase, string Path) OfHttpApi(string path, string? stage, string? route)
    {
        path = WithSlash(path);
        if (route is not null && Divide(path, route) is { } divided)
            return divided;
        string prefix = "/" + stage;
        if (string.IsNullOrEmpty(stage) || !path.StartsWith(prefix, StringComparison.Ordinal))
            return ("", path);
        return path.Length == prefix.Length ? (prefix, "/") : path[prefix.Length] == '/' ? (prefix, path[prefix.Length..]) : ("", path);
    }

    /// <summary>The path of a route key such as <c>POST /mcp</c>; null for <c>$default</c>.</summary>
    public static string? OfRouteKey(string? routeKey) => routeKey?.IndexOf('/') is >= 0 and int slash ? routeKey[slash..] : null;

    /// <summary>Fills in a template's placeholders; null where a value is missing.</summary>
    public static string? Expand(string? template, ReadOnlySpan<byte> parameters)
    {
        if (template is null || !template.Contains('{'))
            return template;
        if (EventJson.EnterPart(parameters, out Utf8JsonReader reader))
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.GetString()!;
                string? value = EventJson.ReadString(ref reader);
                template = template.Replace($"{{{name}}}", value, StringComparison.Ordinal).Replace($"{{{name}+}}", value, StringComparison.Ordinal);
            }
        }

        return template.Contains('{') ? null : template;
    }

    /// <summary>Decodes a path as servers do: everything but an encoded slash.</summary>
    public static string Decode(string path) => path.Contains('%')
        ? Uri.UnescapeDataString(path.Replace("%2F", "%252F", StringComparison.OrdinalIgnoreCase))
        : path;

    private static (string PathBase, string Path)? Divide(string fullPath, string route)
    {
        if (fullPath.EndsWith(route, StringComparison.Ordinal))
            return (fullPath[..^route.Length], route);
        // A stage called without its slash has the route "/"; a route called with one too many keeps it.
        if (route == "/")
            return (fullPath, route);
        return fullPath.EndsWith('/') && fullPath.AsSpan(0, fullPath.Length - 1).EndsWith(route)
            ? (fullPath[..^(route.Length + 1)], route + "/")
            : null;
    }

    private static string WithSlash(string path) => path.StartsWith('/') ? path : "/" + path;
}
