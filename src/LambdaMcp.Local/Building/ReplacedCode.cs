using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Building;

/// <summary>Runs other code than a template names: one's own server, say, in the place of the endpoint.</summary>
internal static class ReplacedCode
{
    /// <param name="functions">The functions as their templates declare them.</param>
    /// <param name="replacements">Folders, by a function's logical id or by the <c>CodeUri</c> of several.</param>
    /// <returns>The functions, each with the folder that it is to run from.</returns>
    /// <exception cref="StartupException">A name fits no function, or a folder is not there.</exception>
    public static IReadOnlyList<FunctionDefinition> In(IReadOnlyList<FunctionDefinition> functions, IReadOnlyDictionary<string, string> replacements)
    {
        foreach (var (name, path) in replacements)
        {
            if (!functions.Any(function => Fits(function, name)))
                throw new StartupException($"--code {name}={path}: no function has this logical id or CodeUri. There are: {string.Join(", ", Names(functions))}");
            if (!Directory.Exists(path))
                throw new StartupException($"--code {name}={path}: there is no such folder");
        }
        // A function's own name says more than what it shares with others.
        return [.. functions.Select(function => replacements.Keys.Where(name => Fits(function, name)).OrderByDescending(name => name == function.LogicalId).FirstOrDefault() is { } name
            ? function with { CodeDirectory = Path.GetFullPath(replacements[name]), Build = null }
            : function)];
    }

    private static bool Fits(FunctionDefinition function, string name) => name == function.LogicalId || Plain(name) == Plain(function.CodeUri);

    private static string Plain(string codeUri) => codeUri.TrimEnd('/') is var path && path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;

    private static IEnumerable<string> Names(IReadOnlyList<FunctionDefinition> functions) =>
        functions.Select(function => function.LogicalId).Concat(functions.Select(function => function.CodeUri).Distinct());
}
