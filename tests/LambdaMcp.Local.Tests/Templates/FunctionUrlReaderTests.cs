using LambdaMcp.Local.Templates;

namespace LambdaMcp.Local.Tests.Templates;

public sealed class FunctionUrlReaderTests : IDisposable
{
    private readonly TemplateFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_functions_URL_is_a_resource_of_its_own_whose_address_others_may_name()
    {
        var stack = _folder.Read("""
            Globals:
              Function: { Runtime: python3.13, Handler: app.handler, CodeUri: code }
            Resources:
              Server:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionUrlConfig:
                    AuthType: AWS_IAM
                    InvokeMode: RESPONSE_STREAM
                    Cors: { AllowOrigins: ["https://app.example"], AllowMethods: [POST], AllowHeaders: ["*"], AllowCredentials: true, MaxAge: 60 }
              Client:
                Type: AWS::Serverless::Function
                Properties: { Environment: { Variables: { SERVER: !GetAtt ServerUrl.FunctionUrl } } }
            Outputs:
              Url: { Value: !GetAtt ServerUrl.FunctionUrl }
              Endpoint: { Value: !Sub "${ServerUrl.FunctionUrl}mcp" }
              Function: { Value: !Ref ServerUrl }
              Missing: { Value: !GetAtt ClientUrl.FunctionUrl }
            """);

        var url = stack.Functions[0].Url!;
        Assert.True(url is { IsSigned: true, Streamed: true });
        Assert.Equal("https://app.example", Assert.Single(url.Cors!.AllowOrigins));
        Assert.Equal(60, url.Cors.MaxAge);
        Assert.Equal($"https://{url.Id}.lambda-url.us-east-1.on.aws/", url.Address);
        Assert.Null(stack.Functions[1].Url);
        Assert.Equal(url.Address, stack.Functions[1].Environment["SERVER"]);
        Assert.Equal([url.Address, url.Address + "mcp", stack.Functions[0].Arn], stack.Outputs.Select(output => output.Value));
        Assert.Contains("the output Missing is left out", Assert.Single(stack.NotEmulated), StringComparison.Ordinal);
        Assert.Contains(stack.Resources, resource => resource is { LogicalId: "ServerUrl", Type: "AWS::Lambda::Url" });
    }

    [Fact]
    public void Globals_may_give_every_function_a_URL()
    {
        var stack = _folder.Read("""
            Globals:
              Function: { Runtime: python3.13, Handler: app.handler, CodeUri: code, FunctionUrlConfig: { AuthType: NONE } }
            Resources:
              F: { Type: AWS::Serverless::Function }
            Outputs:
              Url: { Value: !GetAtt FUrl.FunctionUrl }
            """);

        Assert.True(Assert.Single(stack.Functions).Url is { IsSigned: false, Streamed: false, Cors: null });
        Assert.Single(stack.Outputs);
    }

    [Theory]
    [InlineData("{ AuthType: JWT }", "AuthType must be AWS_IAM or NONE, not JWT")]
    [InlineData("{ AuthType: NONE, InvokeMode: STREAM }", "InvokeMode must be BUFFERED or RESPONSE_STREAM, not STREAM")]
    [InlineData("{ InvokeMode: BUFFERED }", "AuthType is missing")]
    public void What_Lambda_does_not_know_is_refused(string config, string reason)
    {
        var exception = Assert.Throws<TemplateException>(() => _folder.Read($$"""
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { Runtime: python3.13, Handler: app.handler, CodeUri: code, FunctionUrlConfig: {{config}} } }
            """));

        Assert.Equal(reason, exception.Reason);
    }
}
