using System.Diagnostics;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Servers.Schemas;
using StdioServer = LambdaMcp.Cli.Servers.Files.Server;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary>Tools' schemas as AgentCore Gateway takes them.</summary>
public sealed class GatewaySchemaTests
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:function:mcp-server-files";

    // With an edge of each kind that servers' schemas have.
    private const string Edges = """
        {"name":"edges","description":"Has edges.","inputSchema":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object","additionalProperties":false,
        "properties":{"tree":{"$ref":"#/$defs/node"},"limit":{"type":["integer","null"],"default":null,"minimum":1},"kind":{"enum":["a","b"]},"any":{},"list":{"type":"array","items":{}},
        "when":{"anyOf":[{"type":"string","format":"date"},{"type":"null"}]},"never":false,"both":{"allOf":[{"type":"object","properties":{"x":{"type":"number"}},"required":["x"]},{"properties":{"y":{"type":"boolean"}}}]},
        "either":{"oneOf":[{"type":"object","properties":{"k":{"const":"one"},"p":{"type":"string"}},"required":["k","p"]},{"type":"object","properties":{"k":{"const":"two"}},"required":["k"]}]}},
        "required":["tree","never"],"$defs":{"node":{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#/$defs/node"}}},"required":["children"]}}}}
        """;

    [Theory]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"null"}],"default":null}""", """{"type":"integer"}""", "")]
    [InlineData("""{"type":["string","null"],"description":"A name"}""", """{"type":"string","description":"A name"}""", "")]
    [InlineData("""{"enum":["a",null,"b"],"description":"Which"}""", """{"type":"string","description":"Which. One of: \"a\", \"b\"."}""", "")]
    [InlineData("""{"anyOf":[{"const":"a"},{"const":"b"}]}""", """{"type":"string","description":"One of: \"a\", \"b\"."}""", "")]
    [InlineData("""{"type":"array","items":{}}""", """{"type":"array"}""", "")]
    [InlineData("""{"type":"array","items":{"type":"integer","minimum":1}}""", """{"type":"array","items":{"type":"integer"}}""", "t.v[]: without minimum")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"array","items":{"type":"string"}}]}""", """{"type":"string"}""", "t.v: only string of string, array")]
    [InlineData("""{"anyOf":[{"type":"integer"},{"type":"number"}]}""", """{"type":"number"}""", "")]
    [InlineData("""{}""", """{"type":"string"}""", "t.v: any value becomes a text")]
    [InlineData("""true""", """{"type":"string"}""", "t.v: any value becomes a text")]
    [InlineData("""{"$ref":"#/$defs/gone","description":"Gone"}""", """{"type":"string","description":"Gone"}""", "t.v: #/$defs/gone leads nowhere; any value becomes a text")]
    [InlineData("""{"type":"object","additionalProperties":{"type":"string"}}""", """{"type":"object"}""", "t.v: what values of other names may be")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}},"anyOf":[{"required":["a"]},{"required":["b"]}]}""", """{"type":"object","properties":{"a":{"type":"string"},"b":{"type":"string"}}}""", "t.v: which properties go together")]
    public void A_value_is_said_in_the_subset_and_what_is_lost_is_noted(string schema, string expected, string lost)
    {
        var losses = new SchemaLosses();
        var tool = JsonNode.Parse($$$"""{"name":"t","description":"T.","inputSchema":{"type":"object","properties":{"v":{{{schema}}} } } }""")!.AsObject();
        var tools = GatewayTools.Of([tool], losses);

        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), tools[0]!["inputSchema"]!["properties"]!["v"]!.ToJsonString());
        Assert.Equal(lost, string.Join('\n', losses.Lines));
        Assert.Empty(GatewayRules.Faults(tools));
    }

    [Fact]
    public void References_are_followed_until_they_hold_themselves()
    {
        var losses = new SchemaLosses();
        var tools = GatewayTools.Of([JsonNode.Parse(Edges)!.AsObject()], losses);
        var properties = tools[0]!["inputSchema"]!["properties"]!;

        Assert.Equal("""{"type":"object","properties":{"children":{"type":"array","items":{"type":"object"}}},"required":["children"]}""", properties["tree"]!.ToJsonString());
        Assert.Equal("""["tree"]""", tools[0]!["inputSchema"]!["required"]!.ToJsonString());
        Assert.Equal("""{"type":"object","properties":{"x":{"type":"number"},"y":{"type":"boolean"}},"required":["x"]}""", properties["both"]!.ToJsonString());
        Assert.Equal("""["k"]""", properties["either"]!["required"]!.ToJsonString());
        Assert.Contains("edges.tree.children[]: ends here, for #/$defs/node holds itself", losses.Lines);
        Assert.Empty(GatewayRules.Faults(tools));
    }

    [Fact]
    public void A_name_that_the_gateway_does_not_take_is_left_out_and_a_result_has_its_schema_too()
    {
        var losses = new SchemaLosses();
        var tools = GatewayTools.Of([JsonNode.Parse("""{"name":"a.b"}""")!.AsObject(), JsonNode.Parse("""{"name":"c","outputSchema":{"type":"object","properties":{"n":{"type":"number"}}}}""")!.AsObject()], losses);

        Assert.Equal("""[{"name":"c","description":"c","inputSchema":{"type":"object","properties":{}},"outputSchema":{"type":"object","properties":{"n":{"type":"number"}}}}]""", tools.ToJsonString());
        Assert.Equal(["a.b: left out, for the gateway does not take the name", "c: has no description; its name is taken"], losses.Lines);
    }

    [Theory]
    [InlineData("""{"name":"a","inputSchema":{"type":"object"}}""", "a has no description")]
    [InlineData("""{"name":"a","description":"A","inputSchema":{"type":"array"}}""", "a's inputSchema is of another type than object")]
    [InlineData("""{"name":"a","description":"A","inputSchema":{"type":"object","properties":{"b":{"type":"null"}}}}""", "a.inputSchema.b has no type of the gateway's")]
    [InlineData("""{"name":"a","description":"A","inputSchema":{"type":"object","properties":{"b":{"type":"string","enum":[]}}}}""", "a.inputSchema.b has a member enum")]
    [InlineData("""{"name":"a","description":"A","inputSchema":{"type":"object","required":["b"]}}""", "a.inputSchema requires b, which it does not have")]
    [InlineData("""{"name":"a","description":"A","inputSchema":{"type":"object","items":{"type":"string"}}}""", "a.inputSchema has items and is no array")]
    [InlineData("""{"name":"a b","description":"A","inputSchema":{"type":"object"}}""", "'a b' is no name of a tool")]
    public void What_the_gateway_does_not_take_is_found(string tool, string fault) => Assert.Contains(fault, GatewayRules.Faults([JsonNode.Parse(tool)]));

    [Fact]
    public void A_schema_that_is_too_large_is_found()
    {
        var tool = JsonNode.Parse($$"""{"name":"a","description":"{{new string('x', 1024 * 1024)}}","inputSchema":{"type":"object"} }""");

        Assert.Contains("put it into S3", Assert.Single(GatewayRules.Faults([tool])), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_request_is_one_that_the_services_own_model_takes()
    {
        Require.Program("python3");
        var (hasModel, _, _) = await PythonAsync("import botocore.session; botocore.session.get_session().get_service_model('bedrock-agentcore-control')", "");
        Require.That(hasModel == 0, "botocore with the model of bedrock-agentcore-control is not installed.");
        var tools = GatewayTools.Of([JsonNode.Parse(Edges)!.AsObject()], new SchemaLosses());
        var server = new StdioServer { Id = "files", Name = "Files", Description = new string('x', 250), Command = "x" };
        var (exitCode, output, errors) = await PythonAsync(
            """
            import json, sys
            import botocore.session, botocore.validate
            request = json.load(sys.stdin)
            shape = botocore.session.get_session().get_service_model("bedrock-agentcore-control").operation_model("CreateGatewayTarget").input_shape
            report = botocore.validate.ParamValidator().validate(request, shape)
            assert not report.has_errors(), report.generate_report()
            broken = json.loads(json.dumps(request).replace('"type": "array"', '"kind": "array"', 1))
            assert botocore.validate.ParamValidator().validate(broken, shape).has_errors(), "the judge takes anything"
            """,
            GatewayTarget.Request(server, Arn, tools, "files-0123456789").ToJsonString());

        Assert.True(exitCode == 0, output + errors);
    }

    private static Task<(int ExitCode, string Output, string Errors)> PythonAsync(string script, string input) => Script.RunAsync(new ProcessStartInfo("python3", ["-c", script]), input);
}
