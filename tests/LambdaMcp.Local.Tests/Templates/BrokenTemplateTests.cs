using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class BrokenTemplateTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", 1, "the template is empty")]
    [InlineData("- a\n- b\n", 1, "a template must be a map, not a list")]
    [InlineData("Parameters: {}\n", 1, "the template has no section Resources")]
    [InlineData("Resources:\n  F:\n    Properties: {}\n", 3, "Type is missing")]
    [InlineData("Resources:\n  F: text\n", 2, "F must be a map, not text")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: h\n      Runtime: r\n", 5, "the function F has no CodeUri")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: h\n      CodeUri: code\n", 5, "Runtime is missing")]
    [InlineData("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: h\n      Runtime: r\n      CodeUri: code\n      Timeout: soon\n", 8, "Timeout must be a whole number")]
    [InlineData("Resources:\n  T:\n    Type: AWS::DynamoDB::Table\n    Properties:\n      KeySchema:\n        - AttributeName: id\n          KeyType: HASH\n", 6, "AttributeDefinitions does not define the key id")]
    [InlineData("Parameters:\n  P:\n    Type: String\nResources: {}\n", 3, "the parameter P has no default: give it a value with --parameter P=VALUE")]
    [InlineData("Parameters:\n  P:\n    Type: Number\n    Default: 5\n    MaxValue: 3\nResources: {}\n", 3, "the parameter P cannot be '5': it must be at least any number, at most 3")]
    public void A_broken_template_names_file_line_and_reason(string template, int line, string reason)
    {
        var exception = Assert.Throws<TemplateException>(() => _folder.Read(template));

        Assert.Equal($"{_folder.File}:{line}: {reason}", exception.Message);
    }

    [Fact]
    public void What_is_not_YAML_names_the_line_where_it_stops_to_be()
    {
        var exception = Assert.Throws<TemplateException>(() => _folder.Read("Resources:\n  A: [1,\n  B: }\n"));

        Assert.InRange(exception.Position.Line, 2, 3);
    }

    [Fact]
    public void A_missing_code_folder_is_named()
    {
        var exception = Assert.Throws<TemplateException>(() => _folder.Read(
            "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Handler: h\n      Runtime: r\n      CodeUri: elsewhere\n"));

        Assert.Equal(7, exception.Position.Line);
        Assert.Contains("elsewhere", exception.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_value_that_breaks_its_pattern_is_not_repeated()
    {
        var exception = Assert.Throws<TemplateException>(() => _folder.Read(
            "Parameters:\n  Token:\n    Type: String\n    NoEcho: true\n    AllowedPattern: '[a-z]+'\nResources: {}\n", ("Token", "GEHEIM")));

        Assert.DoesNotContain("GEHEIM", exception.Message, StringComparison.Ordinal);
    }
}
