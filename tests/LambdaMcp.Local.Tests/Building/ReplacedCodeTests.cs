using LambdaMcp.Local.Building;
using LambdaMcp.Local.Lambda;
using LambdaMcp.Local.Tests.Templates;

namespace LambdaMcp.Local.Tests.Building;

public sealed class ReplacedCodeTests : IDisposable
{
    private readonly TemplateFolder _folder = new();
    private readonly IReadOnlyList<FunctionDefinition> _functions;
    private readonly string _own = Directory.CreateTempSubdirectory("own-code-").FullName;

    public ReplacedCodeTests()
    {
        _functions = _folder.Read("""
            Globals:
              Function: { Runtime: provided.al2023, Handler: bootstrap }
            Resources:
              Endpoint: { Type: AWS::Serverless::Function, Properties: { CodeUri: ./code/ } }
              Tasks: { Type: AWS::Serverless::Function, Properties: { CodeUri: code } }
              Authorizer: { Type: AWS::Serverless::Function, Properties: { CodeUri: . } }
            """).Functions;
    }

    public void Dispose()
    {
        _folder.Dispose();
        Directory.Delete(_own);
    }

    [Theory]
    [InlineData("code", "Endpoint, Tasks")]
    [InlineData("./code", "Endpoint, Tasks")]
    [InlineData("code/", "Endpoint, Tasks")]
    [InlineData(".", "Authorizer")]
    [InlineData("Tasks", "Tasks")]
    public void Another_folder_runs_in_the_place_of_a_functions_code_or_of_all_that_share_it(string name, string replaced)
    {
        var functions = ReplacedCode.In(_functions, new Dictionary<string, string> { [name] = _own });

        Assert.Equal(replaced, string.Join(", ", functions.Where(function => function.CodeDirectory == _own).Select(function => function.LogicalId)));
        Assert.Equal(3, functions.Count);
    }

    [Fact]
    public void A_functions_own_name_goes_before_what_it_shares()
    {
        var other = Directory.GetParent(_own)!.FullName;
        var functions = ReplacedCode.In(_functions, new Dictionary<string, string> { ["code"] = other, ["Tasks"] = _own });

        Assert.Equal([other, _own], functions.Take(2).Select(function => function.CodeDirectory));
    }

    [Fact]
    public void A_name_that_fits_nothing_is_refused_with_those_that_there_are()
    {
        var exception = Assert.Throws<StartupException>(() => ReplacedCode.In(_functions, new Dictionary<string, string> { ["src/Endpoint"] = _own }));

        Assert.Equal($"--code src/Endpoint={_own}: no function has this logical id or CodeUri. There are: Endpoint, Tasks, Authorizer, ./code/, code, .", exception.Message);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Contains("no such folder", Assert.Throws<StartupException>(() => ReplacedCode.In(_functions, new Dictionary<string, string> { ["code"] = _own + "-none" })).Message, StringComparison.Ordinal);
}
