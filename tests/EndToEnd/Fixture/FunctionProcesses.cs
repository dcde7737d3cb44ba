using System.Globalization;

namespace EndToEnd.Fixture;

/// <summary>The processes of a function's environments, found among Local's children (Linux).</summary>
internal static class FunctionProcesses
{
    /// <summary>The ids of the processes whose function's name ends so.</summary>
    public static IReadOnlyList<int> Of(LocalDeployment stack, string nameEnd)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id))
                continue;
            try
            {
                if (ParentOf(folder) == stack.ProcessId && FunctionOf(folder)?.EndsWith(nameEnd, StringComparison.Ordinal) == true)
                    found.Add(id);
            }
            catch (IOException)
            {
                // It ended while it was being looked at.
            }
        }

        return found;
    }

    private static int ParentOf(string folder)
    {
        var stat = File.ReadAllText(Path.Combine(folder, "stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 1)..].Split(' ')[2], CultureInfo.InvariantCulture);
    }

    private static string? FunctionOf(string folder) => File.ReadAllText(Path.Combine(folder, "environ")).Split('\0')
        .FirstOrDefault(variable => variable.StartsWith("AWS_LAMBDA_FUNCTION_NAME=", StringComparison.Ordinal));
}
