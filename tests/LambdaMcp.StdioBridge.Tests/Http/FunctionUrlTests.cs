using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.StdioBridge.Tests.Events;

namespace LambdaMcp.StdioBridge.Tests.Http;

/// <summary>The bridge as a Lambda function that MCP clients reach over HTTP.</summary>
public sealed class FunctionUrlTests
{
    [Fact]
    public async Task Whoever_AWS_or_an_authorizer_vouches_for_gets_the_servers_answers_and_nobody_else()
    {
        await using var function = await FunctionProcess.StartAsync(
            "bootstrap",
            _ => new()
            {
                ["STDIO_SERVER_COMMAND"] = TalkingServer.Program,
                ["STDIO_SERVER_ENV"] = new JsonObject { ["DOTNET_ROOT"] = TalkingServer.Runtime }.ToJsonString(),
            },
            program: ProcessTests.Bridge);

        var signed = await AnswerAsync(function, Read("function-url.json"));
        var vouchedFor = await AnswerAsync(function, Read("http-api-v2.json"));
        var opening = await AnswerAsync(function, With(Read("function-url.json"), Initialize));
        var unsigned = Read("function-url.json");
        unsigned["requestContext"]!.AsObject().Remove("authorizer");
        var unknown = await AnswerAsync(function, unsigned);

        Assert.Equal((200, 200, 200, 401), (Status(signed), Status(vouchedFor), Status(opening), Status(unknown)));
        Assert.Contains("\"content\"", Body(signed), StringComparison.Ordinal);
        Assert.Contains("\"content\"", Body(vouchedFor), StringComparison.Ordinal);
        Assert.Contains("talking", Body(opening), StringComparison.Ordinal);
        Assert.DoesNotContain(opening["headers"]!.AsObject(), header => header.Key.Equals("Mcp-Session-Id", StringComparison.OrdinalIgnoreCase));
        Assert.Contains("AWS_IAM", Body(unknown), StringComparison.Ordinal);
    }

    private const string Initialize =
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}""";

    private static JsonNode Read(string name) => JsonNode.Parse(Sample.Of(name))!;

    private static JsonNode With(JsonNode request, string body)
    {
        (request["body"], request["isBase64Encoded"]) = (body, false);
        request["headers"]!.AsObject().Remove("content-length");
        return request;
    }

    private static int Status(JsonNode response) => (int)response["statusCode"]!;

    private static string Body(JsonNode response) => (bool)response["isBase64Encoded"]!
        ? Encoding.UTF8.GetString(Convert.FromBase64String((string)response["body"]!))
        : (string)response["body"]!;

    private static async Task<JsonNode> AnswerAsync(FunctionProcess function, JsonNode request)
    {
        var (failed, body) = await function.InvokeAsync(request.ToJsonString());
        Assert.False(failed, function.Output);
        return JsonNode.Parse(body)!;
    }
}
