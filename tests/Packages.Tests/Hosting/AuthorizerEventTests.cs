using System.Text;
using System.Text.Json.Serialization;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Serialization.SystemTextJson;

namespace Packages.Tests.Hosting;

public sealed class AuthorizerEventTests
{
    private static readonly SourceGeneratorLambdaJsonSerializer<AuthorizerJson> Serializer = new();

    [Fact]
    public void A_request_is_read_by_the_names_that_API_Gateway_writes()
    {
        const string json = """
            {
              "type": "REQUEST",
              "methodArn": "arn:aws:execute-api:us-east-1:123456789012:abcdef1234/prod/POST/mcp",
              "resource": "/mcp", "path": "/mcp", "httpMethod": "POST",
              "headers": { "Authorization": "Bearer demo-token" },
              "queryStringParameters": {}, "pathParameters": {}, "stageVariables": {},
              "requestContext": { "stage": "prod", "requestId": "r-1", "identity": { "sourceIp": "203.0.113.17" } }
            }
            """;

        APIGatewayCustomAuthorizerRequest request =
            Serializer.Deserialize<APIGatewayCustomAuthorizerRequest>(new MemoryStream(Encoding.UTF8.GetBytes(json)));

        Assert.Equal("REQUEST", request.Type);
        Assert.EndsWith("/prod/POST/mcp", request.MethodArn, StringComparison.Ordinal);
        Assert.Equal("Bearer demo-token", request.Headers!["Authorization"]);
        Assert.Equal("203.0.113.17", request.RequestContext!.Identity!.SourceIp);
    }

    [Fact]
    public void A_response_is_written_by_the_names_that_API_Gateway_reads()
    {
        using MemoryStream json = new();

        Serializer.Serialize(
            new APIGatewayCustomAuthorizerResponse
            {
                PrincipalID = "demo",
                Context = new APIGatewayCustomAuthorizerContextOutput { ["scopes"] = "mcp", ["admin"] = false },
                PolicyDocument = new APIGatewayCustomAuthorizerPolicy
                {
                    Statement =
                    [
                        new APIGatewayCustomAuthorizerPolicy.IAMPolicyStatement
                        {
                            Action = ["execute-api:Invoke"],
                            Resource = ["arn:aws:execute-api:us-east-1:123456789012:abcdef1234/prod/*"],
                        },
                    ],
                },
            },
            json);

        Assert.Equal(
            """{"principalId":"demo","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["execute-api:Invoke"],"Resource":["arn:aws:execute-api:us-east-1:123456789012:abcdef1234/prod/*"]}]},"context":{"scopes":"mcp","admin":false}}""",
            Encoding.UTF8.GetString(json.ToArray()));
    }

    [Fact]
    public void A_type_that_the_context_does_not_know_is_named()
    {
        JsonSerializerException error = Assert.Throws<JsonSerializerException>(() => Serializer.Deserialize<Version>(new MemoryStream("{}"u8.ToArray())));

        Assert.Contains(nameof(AuthorizerJson), error.Message, StringComparison.Ordinal);
    }
}

[JsonSerializable(typeof(APIGatewayCustomAuthorizerRequest))]
[JsonSerializable(typeof(APIGatewayCustomAuthorizerResponse))]
[JsonSerializable(typeof(bool))]
internal sealed partial class AuthorizerJson : JsonSerializerContext;
