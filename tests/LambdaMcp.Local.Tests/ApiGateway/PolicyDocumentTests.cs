using System.Text.Json;
using LambdaMcp.Local.ApiGateway;

namespace LambdaMcp.Local.Tests.ApiGateway;

public sealed class PolicyDocumentTests
{
    private const string MethodArn = "arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/POST/mcp";

    [Theory]
    [InlineData("""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"arn:aws:execute-api:*:*:*/prod/*"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":["execute-api:*"],"Resource":["x","arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/*/mcp"]}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"execute-api:invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/POST/mc?"}""", PolicyVerdict.Allowed)]
    [InlineData("""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:abcdefghij/prod/GET/*"}""", PolicyVerdict.ImplicitlyDenied)]
    [InlineData("""{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"arn:aws:execute-api:us-east-1:123456789012:abcdefghij/PROD/*"}""", PolicyVerdict.ImplicitlyDenied)]
    [InlineData("""{"Effect":"Allow","Action":"lambda:InvokeFunction","Resource":"*"}""", PolicyVerdict.ImplicitlyDenied)]
    [InlineData("""{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*/prod/POST/mcp"}""", PolicyVerdict.ExplicitlyDenied)]
    [InlineData("""{"Effect":"Deny","Action":"*","Resource":"*"},{"Effect":"Allow","Action":"*","Resource":"*"}""", PolicyVerdict.ExplicitlyDenied)]
    [InlineData("", PolicyVerdict.ImplicitlyDenied)]
    public void A_policy_is_evaluated_as_IAM_does(string statements, object verdict)
    {
        Assert.Equal(verdict, Parse($$"""{"Version":"2012-10-17","Statement":[{{statements}}]}""").Evaluate(MethodArn));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""[]""")]
    [InlineData("""{"Statement":["text"]}""")]
    [InlineData("""{"Statement":[{"Effect":"Maybe","Action":"*","Resource":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*"}]}""")]
    [InlineData("""{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*","Condition":{}}]}""")]
    public void What_is_no_policy_is_the_authorizers_fault(string policy)
    {
        var exception = Assert.Throws<GatewayFaultException>(() => Parse(policy));

        Assert.Equal("AUTHORIZER_CONFIGURATION_ERROR", exception.Fault.Type);
    }

    [Theory]
    [InlineData("*", "", true)]
    [InlineData("a*c", "abbbc", true)]
    [InlineData("a*c", "abbb", false)]
    [InlineData("a*b*c", "a-b-b-c", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    public void Wildcards_match_any_text(string pattern, string text, bool matches) =>
        Assert.Equal(matches, Wildcard.IsMatch(pattern, text, ignoreCase: false));

    private static PolicyDocument Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return PolicyDocument.Parse(document.RootElement);
    }
}
