using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;

namespace EndToEnd.Dedicated;

/// <summary>The sample events in events/, each handed to the function that takes such an event.</summary>
[Collection(DedicatedDeployment.Collection)]
public sealed class SampleEventTests(DedicatedDeployment stack)
{
    [Theory]
    [InlineData("api-gateway-rest.json", "McpFunction", "Mcp-Session-Id is missing")]
    [InlineData("api-gateway-rest-base64.json", "McpFunction", "Mcp-Session-Id is missing")]
    [InlineData("api-gateway-rest-register.json", "RegistrationFunction", "\"tool-from-an-event\"")]
    [InlineData("api-gateway-rest-register-patch.json", "RegistrationFunction", "tool-from-an-event")]
    [InlineData("api-gateway-rest-register-import.json", "RegistrationFunction", "\"set-from-an-event\"")]
    [InlineData("authorizer-request.json", "AuthorizerFunction", "Unauthorized")]
    public async Task A_sample_event_is_understood(string file, string function, string answer)
    {
        using var lambda = new AmazonLambdaClient(
            new BasicAWSCredentials(stack.Ready.AccessKeyId, stack.Ready.SecretAccessKey),
            new AmazonLambdaConfig { ServiceURL = stack.Ready.LambdaUrl, AuthenticationRegion = stack.Ready.Region });

        var invoked = await lambda.InvokeAsync(
            new InvokeRequest { FunctionName = $"lambda-mcp-{function}", Payload = await File.ReadAllTextAsync(Repository.Path("events", file), TestContext.Current.CancellationToken) },
            TestContext.Current.CancellationToken);

        Assert.Contains(answer, Encoding.UTF8.GetString(invoked.Payload!.ToArray()).Replace("\\\"", "\"", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
