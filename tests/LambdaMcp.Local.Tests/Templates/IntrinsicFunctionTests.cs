namespace LambdaMcp.Local.Tests.Templates;

public sealed class IntrinsicFunctionTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("!Ref Name", "ada")]
    [InlineData("{ Ref: Name }", "ada")]
    [InlineData("!Ref AWS::Region", "us-east-1")]
    [InlineData("!Ref Table", "test-Table")]
    [InlineData("!GetAtt Table.Arn", "arn:aws:dynamodb:us-east-1:123456789012:table/test-Table")]
    [InlineData("!GetAtt [Table, Arn]", "arn:aws:dynamodb:us-east-1:123456789012:table/test-Table")]
    [InlineData("!Sub hello ${Name}, ${Table.Arn} ${!kept}", "hello ada, arn:aws:dynamodb:us-east-1:123456789012:table/test-Table ${kept}")]
    [InlineData("!Sub ['${Greeting} ${Name}', { Greeting: !Join ['-', [a, !Ref Name]] }]", "a-ada ada")]
    [InlineData("!Join [',', !Ref Names]", "x,y,z")]
    [InlineData("!Select [1, !Split ['|', 'a|b|c']]", "b")]
    [InlineData("!Select [2, !Ref Names]", "z")]
    [InlineData("!If [IsAda, yes, no]", "yes")]
    [InlineData("!If [IsNotAda, yes, no]", "no")]
    [InlineData("!If [Both, yes, no]", "yes")]
    [InlineData("!If [Either, yes, no]", "yes")]
    [InlineData("Fn::Sub: 'long form of ${Name}'", "long form of ada")]
    [InlineData("!Base64 abc", "YWJj")]
    public void An_intrinsic_function_gives_what_CloudFormation_gives(string expression, string expected)
    {
        var stack = _folder.Read(Template(expression));

        Assert.Equal(expected, stack.Functions[0].Environment["VALUE"]);
    }

    [Fact]
    public void NoValue_leaves_the_property_out()
    {
        var stack = _folder.Read(Template("!If [IsAda, !Ref AWS::NoValue, x]"));

        Assert.Empty(stack.Functions[0].Environment);
    }

    [Theory]
    [InlineData("!Ref Nothing", "there is no parameter or resource Nothing")]
    [InlineData("!GetAtt Nothing.Arn", "there is no resource Nothing with an attribute Arn")]
    [InlineData("!GetAtt Table.Colour", "there is no resource Table with an attribute Colour")]
    [InlineData("!If [Unheard, a, b]", "there is no condition Unheard")]
    [InlineData("!ImportValue Elsewhere", "Fn::ImportValue is not emulated")]
    [InlineData("!Select [7, !Ref Names]", "Fn::Select has no item 7 in a list of 3")]
    [InlineData("!Join [a]", "Fn::Join takes 2 arguments")]
    [InlineData("!If [Circle, a, b]", "the condition Circle refers to itself")]
    public void A_misused_function_is_named_with_its_line(string expression, string reason)
    {
        var exception = Assert.Throws<LambdaMcp.Local.Templates.TemplateException>(() => _folder.Read(Template(expression)));

        Assert.Equal(reason, exception.Reason);
        var line = reason.Contains("Circle", StringComparison.Ordinal) ? 9 : 23;
        Assert.StartsWith($"{_folder.File}:{line}: ", exception.Message, StringComparison.Ordinal);
    }

    private static string Template(string expression) => $$"""
        Parameters:
          Name: { Type: String, Default: ada }
          Names: { Type: CommaDelimitedList, Default: "x, y, z" }
        Conditions:
          IsAda: !Equals [!Ref Name, ada]
          IsNotAda: !Not [!Condition IsAda]
          Both: !And [!Condition IsAda, !Equals [a, a]]
          Either: !Or [!Condition IsNotAda, !Condition IsAda]
          Circle: !Not [!Condition Circle]
        Resources:
          Table:
            Type: AWS::Serverless::SimpleTable
          Function:
            Type: AWS::Serverless::Function
            Properties:
              Handler: bootstrap
              Runtime: provided.al2023
              CodeUri: code
              Environment:
                Variables:
                  # The value under test stands on the line after its name.
                  VALUE:
                    {{expression}}
        """;
}
