using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class StackNamesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stack-names-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("[default.global.parameters]\nstack_name = \"my-stack\"\n", "my-stack")]
    [InlineData("[default.deploy.parameters]\r\n  stack_name='mine'\r\n[prod.deploy.parameters]\r\nstack_name = \"other\"\r\n", "mine")]
    [InlineData("# stack_name = \"commented\"\n", "lambda-mcp")]
    [InlineData("stack_name = \"no stack's name\"\n", "lambda-mcp")]
    public void A_stack_is_called_what_samconfig_deploys_it_as(string configuration, string name)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "samconfig.toml"), configuration);

        Assert.Equal(name, new StackNames().Choose(Path.Combine(_folder.FullName, "template.yaml"), 1));
    }

    [Fact]
    public void No_two_stacks_have_one_name()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "samconfig.toml"), "stack_name = \"lambda-mcp-2\"\n");
        var (own, other) = (Path.Combine(_folder.FullName, "template.yaml"), Path.Combine(_folder.FullName, "beside", "template.yaml"));
        var names = new StackNames();

        Assert.Equal(["lambda-mcp-2", "lambda-mcp-3", "lambda-mcp-4"], [names.Choose(own, 1), names.Choose(other, 2), names.Choose(own, 3)]);
    }
}
