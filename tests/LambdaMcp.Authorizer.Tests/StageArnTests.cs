namespace LambdaMcp.Authorizer.Tests;

public sealed class StageArnTests
{
    [Theory]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123/prod/POST/mcp", "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/*")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123/prod/GET/", "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/*")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123/prod", "arn:aws:execute-api:us-east-1:123456789012:abc123/prod/*/*")]
    [InlineData("arn:aws-cn:execute-api:cn-north-1:123456789012:abc123/dev/ANY/a:b/c", "arn:aws-cn:execute-api:cn-north-1:123456789012:abc123/dev/*/*")]
    [InlineData("arn:aws-us-gov:execute-api:us-gov-west-1:1:x/$default/POST/a", "arn:aws-us-gov:execute-api:us-gov-west-1:1:x/$default/*/*")]
    [InlineData("arn:aws:execute-api:eu-west-1:1:abc/test-invoke-stage/GET/mcp", "arn:aws:execute-api:eu-west-1:1:abc/test-invoke-stage/*/*")]
    public void A_policy_covers_the_whole_stage_that_the_request_came_through(string methodArn, string expected) =>
        Assert.Equal(expected, StageArn.Of(methodArn));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123/")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:*/prod/GET/")]
    [InlineData("arn:aws:execute-api:us-east-1:123456789012:abc123/*/GET/")]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:x/y/z")]
    [InlineData("arn::execute-api:us-east-1:123456789012:abc123/prod/GET/")]
    [InlineData("abc123/prod/POST/mcp")]
    public void What_is_no_method_of_an_api_gets_no_policy(string? methodArn) =>
        Assert.Throws<FormatException>(() => StageArn.Of(methodArn));
}
