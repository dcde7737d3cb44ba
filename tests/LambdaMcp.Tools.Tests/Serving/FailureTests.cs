using System.Text.Json;
using LambdaMcp.Tools.Methods;
using ModelContextProtocol;

namespace LambdaMcp.Tools.Tests.Serving;

public class FailureTests
{
    [Fact]
    public async Task A_wrong_argument_of_a_tool_is_told_to_the_model_with_its_place()
    {
        var result = await Failing(new InvalidArgumentException("/order/items/2", "must be a whole number")).CallAsync();

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Contains("/order/items/2 must be a whole number", TextOf(result), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_message_of_an_McpException_is_for_the_client_and_not_for_the_log()
    {
        var served = Failing(new McpException("There is no order 17."));
        var result = await served.CallAsync();

        Assert.Equal("There is no order 17.", TextOf(result));
        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Empty(served.Log.Lines);
    }

    [Fact]
    public async Task Of_any_other_exception_the_client_hears_nothing_and_the_log_everything()
    {
        var served = Failing(new InvalidOperationException("password=secret"));
        var result = await served.CallAsync();

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.DoesNotContain("secret", result.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(served.Log.Lines, line => line == "Error The Tool t failed password=secret");
    }

    [Fact]
    public async Task A_cancellation_that_is_not_the_callers_is_a_failure() =>
        Assert.True((await Failing(new TaskCanceledException("An HTTP call took too long.")).CallAsync()).GetProperty("isError").GetBoolean());

    [Fact]
    public async Task An_McpProtocolException_is_a_JSON_RPC_error()
    {
        var error = (await Failing(new McpProtocolException("Not so.", (McpErrorCode)(-32050))).AskAsync("tools/call", "\"name\":\"t\"")).GetProperty("error");

        Assert.Equal((-32050, "Not so."), (error.GetProperty("code").GetInt32(), error.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task A_URL_that_the_user_must_visit_first_goes_with_the_error()
    {
        var required = new UrlElicitationRequiredException("Sign in first.", [new() { Mode = "url", Url = "https://example.com/in", Message = "Sign in.", ElicitationId = "e-1" }]);
        var error = (await Failing(required).AskAsync("tools/call", "\"name\":\"t\"")).GetProperty("error");

        Assert.Equal(-32042, error.GetProperty("code").GetInt32());
        Assert.Equal("https://example.com/in", error.GetProperty("data").GetProperty("elicitations")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task What_prompts_and_resources_throw_is_an_error_with_a_code()
    {
        Assert.Equal(-32602, await CodeOf(new InvalidArgumentException("/file", "is missing")));
        Assert.Equal(-32603, await CodeOf(new McpException("Not now.")));
        Assert.Equal(-32603, await CodeOf(new InvalidOperationException("password=secret")));
        Assert.Equal(-32050, await CodeOf(new McpProtocolException("Not so.", (McpErrorCode)(-32050))));

        static async Task<int> CodeOf(Exception exception)
        {
            var served = new Served(Written.Prompt("p", _ => throw exception), Written.Resource("r://1", _ => throw exception));
            var prompt = (await served.AskAsync("prompts/get", "\"name\":\"p\"")).GetProperty("error");
            var resource = (await served.AskAsync("resources/read", "\"uri\":\"r://1\"")).GetProperty("error");
            Assert.DoesNotContain("secret", prompt.GetRawText() + resource.GetRawText(), StringComparison.Ordinal);
            Assert.Equal(prompt.GetProperty("code").GetInt32(), resource.GetProperty("code").GetInt32());
            return prompt.GetProperty("code").GetInt32();
        }
    }

    private static Served Failing(Exception exception) => new(Written.Tool("t", _ => throw exception));

    private static string TextOf(JsonElement result) => result.GetProperty("content")[0].GetProperty("text").GetString()!;
}
