namespace LambdaMcp.Local.Building;

/// <summary>A copy of a source folder for the time of a build, which may change what it likes in it.</summary>
internal sealed class SourceCopy : IDisposable
{
    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { ".aws-sam", ".git" };

    private readonly DirectoryInfo _copy = Directory.CreateTempSubdirectory("lambda-mcp-build-");
    private readonly string _source;

    public SourceCopy(string source)
    {
        _source = Path.TrimEndingDirectorySeparator(source) + Path.DirectorySeparatorChar;
        Copy(new DirectoryInfo(source), _copy.FullName);
    }

    public string Folder => _copy.FullName;

    public void Dispose() => _copy.Delete(recursive: true);

    private void Copy(DirectoryInfo source, string target)
    {
        foreach (var entry in source.EnumerateFileSystemInfos().Where(static entry => !LeftOut.Contains(entry.Name)))
        {
            var path = Path.Combine(target, entry.Name);
            if (entry.LinkTarget is { } link && LeadsInside(source, link))
                File.CreateSymbolicLink(path, link);
            // Links that lead out of the folder are followed: from the copy they would lead elsewhere.
            else if ((entry.LinkTarget is null ? entry : entry.ResolveLinkTarget(returnFinalTarget: true)) is DirectoryInfo { Exists: true } folder)
                Copy(folder, Directory.CreateDirectory(path).FullName);
            else if (File.Exists(entry.FullName))
                File.Copy(entry.FullName, path);
        }
    }

    private bool LeadsInside(DirectoryInfo source, string link) =>
        !Path.IsPathRooted(link) && Path.GetFullPath(link, source.FullName).StartsWith(_source, StringComparison.Ordinal);
}
