using System.Text;
using System.Text.Json;
using LambdaMcp.StdioBridge.Events;

namespace LambdaMcp.StdioBridge.Tests.Events;

public sealed class IncomingEventTests
{
    private static readonly Dictionary<string, string> Named = new() { ["bedrockAgentCoreToolName"] = "target___tool" };

    [Theory]
    [InlineData("agentcore-tool-call-named-by-event.json", nameof(EventKind.NamedTool))]
    [InlineData("agentcore-tool-call.json", nameof(EventKind.Unknown))]
    [InlineData("api-gateway-rest.json", nameof(EventKind.Http))]
    [InlineData("api-gateway-rest-base64.json", nameof(EventKind.Http))]
    [InlineData("http-api-v2.json", nameof(EventKind.Http))]
    [InlineData("function-url.json", nameof(EventKind.Http))]
    [InlineData("json-rpc-tools-list.json", nameof(EventKind.JsonRpc))]
    [InlineData("json-rpc-tools-call.json", nameof(EventKind.JsonRpc))]
    [InlineData("json-rpc-batch.json", nameof(EventKind.JsonRpc))]
    public void A_sample_event_is_what_it_looks_like(string name, string kind) =>
        Assert.Equal(kind, IncomingEvent.Read(Sample.Of(name), custom: null).Kind.ToString());

    [Fact]
    public void The_sample_of_a_client_context_has_the_fields_that_the_gateway_sends_and_names_the_tool()
    {
        using var context = JsonDocument.Parse(Sample.Of("agentcore-client-context.json"));
        var custom = context.RootElement.GetProperty("custom").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);

        var read = IncomingEvent.Read(Sample.Of("agentcore-tool-call.json"), custom);

        Assert.Equal(
            [
                "bedrockAgentCoreMessageVersion", "bedrockAgentCoreAwsRequestId", "bedrockAgentCoreMcpMessageId", "bedrockAgentCoreGatewayId",
                "bedrockAgentCoreTargetId", "bedrockAgentCoreToolName",
            ],
            custom.Keys);
        Assert.Equal((EventKind.AgentCore, "demo-target___echo"), (read.Kind, read.ToolName));
    }

    [Theory]
    [InlineData("BEDROCKAGENTCORETOOLNAME")]
    [InlineData("bedrockagentcoretoolname")]
    public void The_client_contexts_key_is_known_in_any_case(string key) =>
        Assert.Equal("t___x", IncomingEvent.Read("{}"u8.ToArray(), new Dictionary<string, string> { [key] = "t___x" }).ToolName);

    [Theory]
    [InlineData("""{"jsonrpc":"2.0","id":1,"method":"ping"}""")]
    [InlineData("""{"requestContext":{"http":{}}}""")]
    [InlineData("""{"toolName":"other"}""")]
    [InlineData("[]")]
    public void The_client_context_goes_before_whatever_the_event_looks_like(string json)
    {
        var read = IncomingEvent.Read(Encoding.UTF8.GetBytes(json), Named);

        Assert.Equal((EventKind.AgentCore, "target___tool"), (read.Kind, read.ToolName));
    }

    [Theory]
    [InlineData("""{"toolName":"a"}""", "a")]
    [InlineData("""{"tool_name":"b"}""", "b")]
    [InlineData("""{"bedrockAgentCoreToolName":"c"}""", "c")]
    [InlineData("""{"headers":{"bedrockAgentCoreToolName":"d"}}""", "d")]
    [InlineData("""{"headers":{"bedrockAgentCoreToolName":"d"},"toolName":"","tool_name":"b"}""", "b")]
    public void Without_a_client_context_the_event_may_name_the_tool(string json, string name)
    {
        var read = IncomingEvent.Read(Encoding.UTF8.GetBytes(json), custom: null);

        Assert.Equal((EventKind.NamedTool, name), (read.Kind, read.ToolName));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("[{}]")]
    [InlineData("\"jsonrpc\"")]
    [InlineData("""{"toolName":7}""")]
    [InlineData("""{"headers":[]}""")]
    [InlineData("""{"source":"aws.events","detail":{}}""")]
    [InlineData("""{"requestContext":{"elb":{}},"httpMethod":7}""")]
    public void Anything_else_is_unknown(string json) =>
        Assert.Equal(EventKind.Unknown, IncomingEvent.Read(Encoding.UTF8.GetBytes(json), new Dictionary<string, string> { ["bedrockAgentCoreToolName"] = "" }).Kind);

    [Fact]
    public void A_request_whose_text_is_no_Unicode_is_a_request_all_the_same() =>
        Assert.Equal(EventKind.Http, IncomingEvent.Read("""{"httpMethod":"POST","requestContext":{},"body":"\uD800"}"""u8.ToArray(), custom: null).Kind);

    [Theory]
    [InlineData("{")]
    [InlineData("\"\\uD800\"")]
    public void What_is_no_JSON_or_no_Unicode_is_refused(string json) =>
        Assert.ThrowsAny<JsonException>(() => IncomingEvent.Read(Encoding.UTF8.GetBytes(json), custom: null));
}
