namespace LambdaMcp.Local.Building;

/// <summary>Finds the .NET project of a function's folder.</summary>
internal static class ProjectFile
{
    /// <summary>The folder's one .csproj; null when the folder is run as it is.</summary>
    /// <exception cref="StartupException">There is more than one.</exception>
    public static string? Find(string folder) => Directory.GetFiles(folder, "*.csproj") switch
    {
        [] => null,
        [var project] => project,
        var projects => throw new StartupException($"{folder} has {projects.Length} projects, so it is not clear which one is the function"),
    };
}
