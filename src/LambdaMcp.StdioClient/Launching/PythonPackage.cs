using System.Text.RegularExpressions;

namespace LambdaMcp.StdioClient.Launching;

/// <summary>A Python distribution that is installed into a folder.</summary>
/// <param name="Name">Its name, as its metadata folder has it.</param>
/// <param name="Version">Its version.</param>
/// <param name="Scripts">Its console scripts: name to <c>module:function</c>.</param>
internal sealed partial record PythonPackage(string Name, string Version, IReadOnlyDictionary<string, string> Scripts)
{
    private const string Metadata = ".dist-info";

    /// <summary>The distribution of that name, if it is installed there.</summary>
    /// <exception cref="ServerFailedException">Its metadata cannot be read.</exception>
    public static PythonPackage? Find(string directory, string name)
    {
        var wanted = Normalize(name);
        foreach (var folder in Directory.EnumerateDirectories(directory, "*" + Metadata))
        {
            var stem = Path.GetFileName(folder)[..^Metadata.Length];
            var dash = stem.LastIndexOf('-');
            if (dash > 0 && Normalize(stem[..dash]) == wanted)
                return new PythonPackage(stem[..dash], stem[(dash + 1)..], ReadScripts(Path.Combine(folder, "entry_points.txt")));
        }
        return null;
    }

    /// <summary>The program text that runs a script as its installed launcher would; its first argument is what the script shall be called.</summary>
    /// <exception cref="ServerFailedException">There is no such script.</exception>
    public string Program(string script)
    {
        if (!Scripts.TryGetValue(script, out var entry))
        {
            throw NotStarted(Scripts.Count == 0
                ? $"The Python package {Name} has no program."
                : $"The Python package {Name} has no program {script}: it has {string.Join(", ", Scripts.Keys.Order(StringComparer.Ordinal))}. Name one with --from {Name}.");
        }
        // What the file says becomes program text.
        if (EntryPoint().Match(entry) is not { Success: true } match)
            throw NotStarted($"The program {script} of the Python package {Name} is {entry}, which names no function.");
        var function = match.Groups["function"].Value;
        return $"import sys; from {match.Groups["module"].Value} import {function.Split('.')[0]}; del sys.argv[0]; sys.exit({function}())";
    }

    private static Dictionary<string, string> ReadScripts(string file)
    {
        var scripts = new Dictionary<string, string>();
        try
        {
            var within = false;
            foreach (var line in File.Exists(file) ? File.ReadLines(file) : [])
            {
                var text = line.Trim();
                if (text.StartsWith('['))
                    within = text == "[console_scripts]";
                else if (within && text.Length > 0 && text[0] is not '#' and not ';' && text.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals)
                    scripts[text[..equals].TrimEnd()] = text[(equals + 1)..].Trim();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerFailedException(ServerFailure.NotStarted, $"{file} cannot be read.", e);
        }
        return scripts;
    }

    /// <summary>Python's rule for names that are the same.</summary>
    private static string Normalize(string name) => string.Join('-', name.ToUpperInvariant().Split(['-', '_', '.'], StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex(@"^(?<module>\w+(\.\w+)*)\s*:\s*(?<function>\w+(\.\w+)*)\s*(\[.*\])?$", RegexOptions.ExplicitCapture)]
    private static partial Regex EntryPoint();

    private static ServerFailedException NotStarted(string message) => new(ServerFailure.NotStarted, message);
}
