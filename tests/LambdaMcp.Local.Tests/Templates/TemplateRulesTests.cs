using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class TemplateRulesTests : IDisposable
{
    private const string Template = """
        Parameters:
          Issuers: { Type: String, Default: "" }
          Url: { Type: String, Default: "" }
          Arns: { Type: CommaDelimitedList, Default: "" }
        Rules:
          IssuersNeedUrl:
            RuleCondition: !Not [!Equals [!Ref Issuers, ""]]
            Assertions:
              - Assert: !Not [!Equals [!Ref Url, ""]]
                AssertDescription: Issuers needs Url.
          NotThisArn:
            Assertions:
              - Assert: !Or [!EachMemberEquals [!Ref Arns, ""], !Not [!Contains [!Ref Arns, bad]]]
        Resources:
          Logs: { Type: AWS::Logs::LogGroup }
        """;

    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null)]
    [InlineData("Url=https://a.example")]
    [InlineData("Issuers=x,Url=y")]
    [InlineData("Arns=good")]
    public void Values_that_go_together_are_taken(string? values) => Assert.Empty(Read(values).Functions);

    [Theory]
    [InlineData("Issuers=x", "Issuers needs Url.")]
    [InlineData("Arns=bad", "the rule NotThisArn does not hold")]
    public void Values_that_do_not_are_refused_with_the_rules_words(string values, string message) =>
        Assert.Equal(message, Assert.Throws<TemplateException>(() => Read(values)).Reason);

    [Fact]
    public void The_endpoints_own_template_refuses_issuers_without_its_url()
    {
        var template = Repository.Path("template.yaml");
        var parameters = new Dictionary<string, string> { ["TokenIssuers"] = "https://login.example.com", ["PublicUrl"] = "" };

        var error = Assert.Throws<TemplateException>(() => StackReader.Read(template, File.ReadAllText(template), new StackIdentity("test"), parameters));

        Assert.Contains("TokenIssuers needs PublicUrl", error.Reason, StringComparison.Ordinal);
    }

    private Stack Read(string? values) =>
        _folder.Read(Template, (values ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(value => value.Split('=')).Select(pair => (pair[0], pair[1])).ToArray());
}
