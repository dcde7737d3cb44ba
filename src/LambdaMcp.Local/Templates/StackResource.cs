namespace LambdaMcp.Local.Templates;

/// <summary>A resource that is here, as CloudFormation tells of it.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="PhysicalId">What was made of it: what <c>Ref</c> gives.</param>
/// <param name="Type">Its type after SAM's transform.</param>
internal sealed record StackResource(string LogicalId, string PhysicalId, string Type)
{
    /// <summary>What SAM makes of a type of its own.</summary>
    public static string Transformed(string type) => type switch
    {
        "AWS::Serverless::Function" => "AWS::Lambda::Function",
        "AWS::Serverless::Api" => "AWS::ApiGateway::RestApi",
        "AWS::Serverless::LayerVersion" => "AWS::Lambda::LayerVersion",
        "AWS::Serverless::SimpleTable" => "AWS::DynamoDB::Table",
        _ => type,
    };
}
