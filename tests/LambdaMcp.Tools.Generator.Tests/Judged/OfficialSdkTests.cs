using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using LambdaMcp.Tools.Generator.Tests.Compiling;
using ModelContextProtocol;
using ModelContextProtocol.Server;

namespace LambdaMcp.Tools.Generator.Tests.Judged;

/// <summary>
/// The official SDK makes definitions of the same methods by reflection: it is the judge of what the generator makes. Differences that are meant:
/// <list type="bullet">
/// <item>inputs have <c>additionalProperties: false</c>, so that a misspelt argument is told and not left unread;</item>
/// <item>of results all properties are required, since all are written, and none has a default;</item>
/// <item>what is in a nullable argument is not nullable for that;</item>
/// <item>small and unsigned integers have bounds, characters a length, and durations are ISO 8601;</item>
/// <item>the description of a parameter may come from XML documentation, as with the SDK's own generator;</item>
/// <item>objects and lists that are returned are structured content without <c>UseStructuredContent</c>, and lists are wrapped in
/// <c>result</c>, as clients before MCP 2026-07-28 need it;</item>
/// <item>without <c>MimeType</c> a resource's type is that of what the method returns, not application/octet-stream.</item>
/// </list>
/// </summary>
public sealed class OfficialSdkTests
{
    private static readonly Server Ours = Server.Of(JudgedTools.Source);

    public static TheoryData<string> Tools => Names<McpServerToolAttribute>("Tools");

    public static TheoryData<string> Prompts => Names<McpServerPromptAttribute>("Prompts");

    public static TheoryData<string> Resources => Names<McpServerResourceAttribute>("Resources");

    [Theory]
    [MemberData(nameof(Tools))]
    public void Tools_are_defined_as_the_official_SDK_defines_them(string method)
    {
        var judge = Json(McpServerTool.Create(Method("Tools", method), target: null, options: null).ProtocolTool);
        var ours = Ours.Definition(judge["name"]!.GetValue<string>());

        AssertSame(judge, ours);
    }

    [Theory]
    [MemberData(nameof(Prompts))]
    public void Prompts_are_defined_as_the_official_SDK_defines_them(string method)
    {
        var judge = Json(McpServerPrompt.Create(Method("Prompts", method), target: null, options: null).ProtocolPrompt);

        AssertSame(judge, Ours.Definition(judge["name"]!.GetValue<string>()));
    }

    [Theory]
    [MemberData(nameof(Resources))]
    public void Resources_are_defined_as_the_official_SDK_defines_them(string method)
    {
        var resource = McpServerResource.Create(Method("Resources", method), target: null, options: null);
        var judge = resource.IsTemplated ? Json(resource.ProtocolResourceTemplate) : Json(resource.ProtocolResource!);

        AssertSame(judge, Ours.Definition((judge["uri"] ?? judge["uriTemplate"])!.GetValue<string>()));
    }

    private static TheoryData<string> Names<TAttribute>(string type)
        where TAttribute : Attribute =>
        [.. Ours.Assembly.GetType(type)!.GetMethods().Where(method => method.GetCustomAttribute<TAttribute>() is not null).Select(method => method.Name)];

    private static MethodInfo Method(string type, string name) => Ours.Assembly.GetType(type)!.GetMethod(name)!;

    private static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, McpJsonUtilities.DefaultOptions)!;

    private static void AssertSame(JsonNode judge, JsonNode ours)
    {
        var (expected, actual) = (Normal(judge), Normal(ours));
        Assert.True(expected == actual, $"The official SDK has\n{expected}\nand the generator\n{actual}");
    }

    /// <summary>The meaning of a definition: members in the order of their names, lists that are sets sorted, and without the differences that are meant.</summary>
    private static string Normal(JsonNode definition)
    {
        definition["inputSchema"]?.AsObject().Remove("additionalProperties");
        if (definition["description"] is JsonValue value && value.GetValue<string>().Length == 0)
            definition.AsObject().Remove("description");
        if (definition["arguments"] is JsonArray { Count: 0 })
            definition.AsObject().Remove("arguments");
        Forget(definition["outputSchema"], "required");
        Forget(definition["outputSchema"], "default");
        return Sorted(definition)!.ToJsonString();
    }

    private static void Forget(JsonNode? node, string name)
    {
        if (node is JsonArray items)
        {
            foreach (var item in items)
                Forget(item, name);
        }
        else if (node is JsonObject members)
        {
            members.Remove(name);
            foreach (var member in members)
                Forget(member.Value, name);
        }
    }

    private static JsonNode? Sorted(JsonNode? node, string? name = null) => node switch
    {
        JsonArray items when name is "type" or "required" or "enum" => new JsonArray([.. items.Select(item => item?.DeepClone()).OrderBy(item => item?.ToJsonString(), StringComparer.Ordinal)]),
        JsonArray items => new JsonArray([.. items.Select(item => Sorted(item))]),
        JsonObject members => new JsonObject(members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => KeyValuePair.Create(member.Key, Sorted(member.Value, member.Key)))),
        _ => node?.DeepClone(),
    };
}
