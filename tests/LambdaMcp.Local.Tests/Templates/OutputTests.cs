using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class OutputTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Outputs_are_resolved_and_those_whose_condition_does_not_hold_are_not_there()
    {
        var stack = _folder.Read("""
            Parameters:
              Stage: { Type: String, Default: prod }
            Conditions:
              Never: !Equals [a, b]
              Always: !Not [!Condition Never]
            Resources:
              T: { Type: AWS::Serverless::SimpleTable }
            Outputs:
              Table: { Value: !Ref T, Description: The table., Export: { Name: !ImportValue nobody-reads-this } }
              Sub: { Condition: Always, Value: !Sub "${T.Arn} in ${AWS::StackName}, ${Stage}" }
              Left: { Condition: Never, Value: a }
              None: { Value: !Ref AWS::NoValue }
            """);

        Assert.Equal(
            [new("Table", "test-T", "The table."), new StackOutput("Sub", "arn:aws:dynamodb:us-east-1:123456789012:table/test-T in test, prod", null)],
            stack.Outputs);
        Assert.Empty(stack.NotEmulated);
    }

    [Fact]
    public void The_address_of_an_API_is_Locals_own()
    {
        var stack = _folder.Read("""
            Resources:
              F:
                Type: AWS::Serverless::Function
                Properties:
                  Handler: bootstrap
                  Runtime: provided.al2023
                  CodeUri: code
                  Events:
                    A: { Type: Api, Properties: { Path: /a, Method: GET } }
            Outputs:
              Url: { Value: !Sub "https://${ServerlessRestApi}.execute-api.${AWS::Region}.${AWS::URLSuffix}/Prod/a" }
              Id: { Value: !Ref ServerlessRestApi }
              Elsewhere: { Value: !Sub "https://another.execute-api.${AWS::Region}.amazonaws.com/Prod" }
            """);

        Assert.Equal(
            ["http://127.0.0.1:8080/Prod/a", stack.Apis[0].Id, "https://another.execute-api.us-east-1.amazonaws.com/Prod"],
            stack.Outputs.Select(output => output.Value));
    }

    [Theory]
    [InlineData("{ Value: !GetAtt Queue.Arn }", "there is no resource Queue with an attribute Arn")]
    [InlineData("{ Value: !Sub 'at ${Queue}' }", "there is no parameter or resource Queue")]
    [InlineData("{ Value: !GetAtt Role.Arn }", "there is no resource Role with an attribute Arn")]
    [InlineData("{ Value: !Ref Absent }", "there is no parameter or resource Absent")]
    [InlineData("{ Value: !ImportValue other }", "Fn::ImportValue is not emulated")]
    [InlineData("{ Condition: Unknown, Value: a }", "there is no condition Unknown")]
    [InlineData("{ Value: [a, b] }", "Value must be text, not a list")]
    [InlineData("{ Description: empty }", "Value is missing")]
    [InlineData("text", "O must be a map, not text")]
    public void An_output_that_cannot_be_said_here_is_left_out_and_told(string output, string reason)
    {
        var stack = _folder.Read($$"""
            Conditions:
              Never: !Equals [a, b]
            Resources:
              Queue: { Type: AWS::SQS::Queue }
              Role: { Type: AWS::IAM::Role }
              Absent: { Type: AWS::Serverless::SimpleTable, Condition: Never }
            Outputs:
              O: {{output}}
              P: { Value: p }
            """);

        Assert.Equal("P", Assert.Single(stack.Outputs).Name);
        Assert.Equal($"{_folder.File}:8: the output O is left out: {reason}", stack.NotEmulated[^1]);
    }

    [Fact]
    public void A_log_group_whose_name_cannot_be_read_keeps_nothing_from_running()
    {
        var stack = _folder.Read("""
            Resources:
              Named: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /tools/all } }
              Own: { Type: AWS::Logs::LogGroup }
              Foreign: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: !ImportValue other } }
            """);

        Assert.Equal(["/tools/all", "test-Own"], stack.Resources.Select(resource => resource.PhysicalId));
        Assert.Equal([$"{_folder.File}:4: Foreign (AWS::Logs::LogGroup) is left out: Fn::ImportValue is not emulated"], stack.NotEmulated);
    }

    [Fact]
    public void The_projects_own_outputs_are_all_there()
    {
        var file = Repository.Path("template.yaml");

        var stack = StackReader.Read(file, File.ReadAllText(file), new StackIdentity("mine"), new Dictionary<string, string> { ["IamClients"] = "true" });

        Assert.Empty(stack.NotEmulated);
        var outputs = stack.Outputs.ToDictionary(output => output.Name, output => output.Value);
        Assert.Equal("http://127.0.0.1:8080/prod/mcp", outputs["McpUrl"]);
        Assert.Equal("http://127.0.0.1:8080/prod/iam/mcp", outputs["IamMcpUrl"]);
        Assert.Equal("http://127.0.0.1:8080/prod/register", outputs["RegisterUrl"]);
        Assert.Equal("mine-TokensTable", outputs["TokensTableName"]);
        Assert.DoesNotContain(outputs.Values, static value => value.Contains("execute-api", StringComparison.Ordinal));
        Assert.Equal("mine-McpLogGroup", stack.Resources.Single(resource => resource.LogicalId == "McpLogGroup").PhysicalId);
        Assert.Equal("mine-McpLogGroup", stack.Functions.Single(function => function.LogicalId == "McpFunction").LogGroup);
    }
}
