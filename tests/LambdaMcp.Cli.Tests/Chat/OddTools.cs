using System.Text.Json.Nodes;

namespace LambdaMcp.Cli.Tests.Chat;

/// <summary>Tools as servers really have them, none of which a model takes as it is.</summary>
internal static class OddTools
{
    public static IEnumerable<JsonObject> All =>
    [
        ToolServer.Tool("files/read.all"),
        ToolServer.Tool("files_read_all"),
        ToolServer.Tool(new string('n', 80)),
        ToolServer.Tool("größe"),
        ToolServer.Tool("no-description", description: ""),
        ToolServer.Tool("verbose", description: new string('d', 50_000)),
        ToolServer.Tool("blank-description", description: " \n"),
        ToolServer.Tool("no-properties", """{"type":"object","$schema":"https://json-schema.org/draft/2020-12/schema","title":"T","additionalProperties":false}"""),
        ToolServer.Tool("one-of", """{"type":"object","oneOf":[{"properties":{"id":{"type":"string"}},"required":["id"]},{"properties":{"email":{"type":"string"}},"required":["email"]}]}"""),
        ToolServer.Tool("all-of", """{"type":"object","allOf":[{"$ref":"#/$defs/base"},{"properties":{"b":{"type":"integer"}},"required":["b"]}],"$defs":{"base":{"type":"object","properties":{"a":{"type":"string"}},"required":["a"]}}}"""),
        ToolServer.Tool("references", """{"type":"object","properties":{"where":{"$ref":"#/$defs/place","description":"Where to."},"any":true},"required":["where"],"$defs":{"place":{"type":"object","properties":{"city":{"type":"string"}}}}}"""),
        ToolServer.Tool("tree", """{"type":"object","properties":{"root":{"$ref":"#/$defs/node"}},"$defs":{"node":{"type":"object","properties":{"children":{"type":"array","items":{"$ref":"#/$defs/node"}}}}}}"""),
        ToolServer.Tool("spaced", """{"type":"object","properties":{"Account Number":{"type":"string"},"ok":{"type":"string"}},"required":["Account Number"]}"""),
        ToolServer.Tool("null", """{"type":"object","properties":{"a":null,"b":{"type":"string","default":null,"enum":["x",null]}},"required":["a",1,null,"zzz"]}"""),
        ToolServer.Tool("lost", """{"type":"object","properties":{"a":{"$ref":"https://example.com/schema.json"},"b":{"$ref":"#/$defs/none"}}}"""),
    ];
}
