using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class TemplateSearchTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("template-search-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_project_has_one_template_and_its_folders_find_it()
    {
        var template = Write("template.yaml");

        Assert.Equal([template], TemplateFiles.Search(_root));
        Assert.Equal([template], TemplateFiles.Search(Directory.CreateDirectory(Path.Combine(_root, "events")).FullName));
    }

    [Fact]
    public void The_samples_beside_a_template_run_with_it() =>
        Assert.Equal([Write("template.yaml"), Write("src/Samples/template.yaml")], TemplateFiles.Search(_root));

    [Fact]
    public void The_nearest_template_is_taken()
    {
        Write("template.yaml");
        Write("src/Samples/template.yaml");
        var own = Write("Own/template.yaml");

        Assert.Equal([own], TemplateFiles.Search(Path.Combine(_root, "Own")));
    }

    private string Write(string path)
    {
        var file = Path.Combine(_root, Path.Combine(path.Split('/')));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, "Resources: {}");
        return file;
    }
}
