using System.Collections.Concurrent;
using System.Text.Json;

namespace AWS.Lambda.Powertools.Logging.Internal;

/// <summary>Keys as they are written. Names come from templates and code, so they are few and are converted once.</summary>
internal static class SnakeCase
{
    private const int Enough = 1000;
    private static readonly ConcurrentDictionary<string, string> Known = new(StringComparer.Ordinal);

    public static string Of(string name)
    {
        if (Known.TryGetValue(name, out var known))
            return known;
        var snake = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        if (Known.Count < Enough)
            Known[name] = snake;
        return snake;
    }
}
