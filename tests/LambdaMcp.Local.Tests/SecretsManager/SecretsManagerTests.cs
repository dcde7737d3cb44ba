using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.SecretsManager;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.SecretsManager;

public sealed class SecretsManagerTests
{
    private const string Arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:mcp/token";

    [Theory]
    [InlineData("mcp/token", true)]
    [InlineData(Arn, true)]
    [InlineData(Arn + "-AbCdEf", true)]
    [InlineData(Arn + "-ZzZzZz", false)]
    [InlineData("mcp/other", false)]
    [InlineData("mcp", false)]
    public async Task A_secret_is_found_by_name_and_by_its_ARN_with_or_without_suffix(string id, bool found)
    {
        var service = new SecretsManagerService();
        service.Add("mcp/token", Arn + "-AbCdEf", "s3cret");

        var (status, answer) = await SendAsync(service, "secretsmanager.GetSecretValue", new JsonObject { ["SecretId"] = id }.ToJsonString());

        Assert.Equal(found ? 200 : 400, status);
        Assert.Equal(found ? "s3cret" : null, (string?)answer["SecretString"]);
        Assert.Equal(found ? null : "ResourceNotFoundException", (string?)answer["__type"]);
    }

    [Fact]
    public async Task A_template_that_knows_no_suffix_answers_to_any()
    {
        var service = new SecretsManagerService();
        service.Add("mcp/token", Arn, "s3cret");

        var (status, _) = await SendAsync(service, "secretsmanager.GetSecretValue", new JsonObject { ["SecretId"] = Arn + "-AbCdEf" }.ToJsonString());

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_description_holds_no_value()
    {
        var service = new SecretsManagerService();
        service.Add("mcp/token", Arn, "s3cret");

        var (status, answer) = await SendAsync(service, "secretsmanager.DescribeSecret", """{"SecretId":"mcp/token"}""");

        Assert.Equal(200, status);
        Assert.Equal("mcp/token", (string?)answer["Name"]);
        Assert.DoesNotContain("s3cret", answer.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("secretsmanager.GetSecretValue", "{", "SerializationException")]
    [InlineData("secretsmanager.GetSecretValue", "{}", "InvalidParameterException")]
    [InlineData("secretsmanager.DeleteSecret", "{}", "UnknownOperationException")]
    public async Task Bad_requests_are_named(string operation, string body, string type)
    {
        var (status, answer) = await SendAsync(new SecretsManagerService(), operation, body);

        Assert.Equal((int)HttpStatusCode.BadRequest, status);
        Assert.Equal(type, (string?)answer["__type"]);
    }

    private static async Task<(int Status, JsonNode Answer)> SendAsync(SecretsManagerService service, string operation, string body)
    {
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Amz-Target"] = operation;
        context.Request.ContentType = "application/x-amz-json-1.1";
        var response = new MemoryStream();
        context.Response.Body = response;
        try
        {
            await service.HandleAsync(new AwsCall(context, System.Text.Encoding.UTF8.GetBytes(body)));
        }
        catch (AwsRejectedException rejection)
        {
            await AwsResult.WriteAsync(context, rejection);
        }

        Assert.Equal("application/x-amz-json-1.1", MediaTypeHeaderValue.Parse(context.Response.ContentType!).MediaType);
        return (context.Response.StatusCode, JsonNode.Parse(response.ToArray())!);
    }
}
