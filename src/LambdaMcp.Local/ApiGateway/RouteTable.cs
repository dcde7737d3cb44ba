namespace LambdaMcp.Local.ApiGateway;

/// <summary>Finds the route of a request: a literal segment goes before a parameter, and a parameter before <c>{proxy+}</c>.</summary>
internal sealed class RouteTable(IReadOnlyList<ApiRoute> routes)
{
    private readonly IReadOnlyList<(ApiRoute Route, string[] Segments)> _routes = [.. routes.Select(route => (route, Split(route.Path)))];

    /// <param name="method">The request's method.</param>
    /// <param name="path">Its path below the stage, still percent-encoded.</param>
    public RouteMatch? Find(string method, string path)
    {
        var segments = Split(path);
        // API Gateway finds the resource first; a method that it lacks is not looked for in a less specific one.
        var resource = _routes.Where(entry => Matches(entry.Segments, segments))
            .OrderBy(entry => entry.Segments, SpecificityOrder.Instance)
            .Select(entry => entry.Route.Path)
            .FirstOrDefault();
        var candidates = _routes.Where(entry => entry.Route.Path == resource).ToList();
        var found = candidates.Find(entry => entry.Route.Method == method);
        if (found.Route is null)
            found = candidates.Find(entry => entry.Route.Method == "ANY");
        return found.Route is null ? null : new RouteMatch(found.Route, Parameters(found.Segments, segments));
    }

    // A trailing slash is no segment: /mcp/ is /mcp to API Gateway.
    private static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsParameter(string segment) => segment is ['{', .., '}'];

    private static bool IsGreedy(string segment) => segment is ['{', .., '+', '}'];

    private static bool Matches(string[] pattern, string[] segments)
    {
        for (var i = 0; i < pattern.Length; i++)
        {
            if (i >= segments.Length)
                return false;
            if (IsGreedy(pattern[i]))
                return true;
            if (!IsParameter(pattern[i]) && pattern[i] != Uri.UnescapeDataString(segments[i]))
                return false;
        }
        return pattern.Length == segments.Length;
    }

    private static Dictionary<string, string> Parameters(string[] pattern, string[] segments)
    {
        var parameters = new Dictionary<string, string>();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (IsGreedy(pattern[i]))
                parameters[pattern[i][1..^2]] = Uri.UnescapeDataString(string.Join('/', segments[i..]));
            else if (IsParameter(pattern[i]))
                parameters[pattern[i][1..^1]] = Uri.UnescapeDataString(segments[i]);
        }
        return parameters;
    }

    private sealed class SpecificityOrder : IComparer<string[]>
    {
        public static readonly SpecificityOrder Instance = new();

        public int Compare(string[]? x, string[]? y)
        {
            foreach (var (left, right) in x!.Zip(y!))
            {
                if (Rank(left).CompareTo(Rank(right)) is not 0 and var order)
                    return order;
            }
            return 0;
        }

        private static int Rank(string segment) => IsGreedy(segment) ? 2 : IsParameter(segment) ? 1 : 0;
    }
}
