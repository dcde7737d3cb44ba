using LambdaMcp.Local.CloudFormation;
using LambdaMcp.Local.Tests.Templates;

namespace LambdaMcp.Local.Tests.CloudFormation;

/// <summary>A stack with something of each kind, in a service.</summary>
internal static class DescribedStack
{
    public static readonly DateTimeOffset Started = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static CloudFormationService Service(TemplateFolder folder) => new([folder.Read("""
        Description: Tools & <more>.
        Parameters:
          Names: { Type: CommaDelimitedList, Default: "a, b" }
          Empty: { Type: String, Default: "" }
          Token: { Type: String, Default: s3cret-token, NoEcho: true }
        Conditions:
          Never: !Equals [a, b]
        Resources:
          Table: { Type: AWS::Serverless::SimpleTable }
          Left: { Type: AWS::Serverless::SimpleTable, Condition: Never }
          Queue: { Type: AWS::SQS::Queue }
          Logs: { Type: AWS::Logs::LogGroup, Properties: { LogGroupName: /tools/all } }
          F: { Type: AWS::Serverless::Function, Properties: { Handler: h, Runtime: provided.al2023, CodeUri: code } }
          Image: { Type: AWS::Serverless::Function, Properties: { PackageType: Image } }
        Outputs:
          Name: { Value: !Ref Table, Description: "Its \"name\" & more." }
        """)], Started);
}
