using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

/// <summary>A template of the moment, with the code folders that it names.</summary>
public sealed class TemplateFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("template-tests-");

    public string File => Path.Combine(_folder.FullName, "template.yaml");

    internal Stack Read(string template, params (string Name, string Value)[] parameters)
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "code"));
        return StackReader.Read(File, template, new StackIdentity("test"), parameters.ToDictionary(p => p.Name, p => p.Value));
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
