using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

/// <summary>Layers whose content the test writes.</summary>
internal sealed class LayerFolders : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layer-tests-");

    public LayerDefinition Add(string name, params (string Path, string Text)[] files)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        foreach (var (path, text) in files)
            Write(Path.Combine(folder, path), text);
        return new LayerDefinition
        {
            LogicalId = name,
            Arn = $"arn:aws:lambda:us-east-1:123456789012:layer:{name}:1",
            ContentDirectory = folder,
            Build = new DeclaredBuild { OutputDirectory = folder + "-built" },
        };
    }

    /// <summary>Writes a file that may be run.</summary>
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
