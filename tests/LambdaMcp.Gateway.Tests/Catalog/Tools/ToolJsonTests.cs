using System.Text.Json;
using LambdaMcp.Gateway.Catalog.Tools;
using LambdaMcp.Gateway.Discovery;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Protocol;

namespace LambdaMcp.Gateway.Tests.Catalog.Tools;

public sealed class ToolJsonTests
{
    [Fact]
    public void A_discovered_function_takes_any_object_and_says_what_the_function_says()
    {
        var tool = Json(Discovered("Find a customer.").Definition(false));

        Assert.Equal("""{"name":"find","description":"Find a customer.","inputSchema":{"type":"object","properties":{}}}""", tool.GetRawText());
    }

    [Fact]
    public void A_function_without_a_description_still_gets_one()
    {
        var tool = Json(Discovered("").Definition(false));

        Assert.Contains("crm-find", tool.GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_registration_shows_all_it_says()
    {
        var tool = Json(FunctionTool.From(new Registration
        {
            Id = "tool-find",
            Type = RegistrationType.Tool,
            Name = "find",
            Title = "Find a customer",
            Description = "Finds \"one\" customer: Müller & Söhne.",
            LambdaArn = "arn",
            InputSchema = Parse("""{"properties":{"id":{"type":"string"}},"required":["id"],"$defs":{"x":{"$anchor":"y"}}}"""),
            OutputSchema = Parse("""{"type":"object"}"""),
            Annotations = Parse("""{"readOnlyHint":true}"""),
        }).Definition(false));

        Assert.Equal("Find a customer", tool.GetProperty("title").GetString());
        Assert.Equal("Finds \"one\" customer: Müller & Söhne.", tool.GetProperty("description").GetString());
        Assert.Equal("object", tool.GetProperty("inputSchema").GetProperty("type").GetString());
        Assert.Equal("y", tool.GetProperty("inputSchema").GetProperty("$defs").GetProperty("x").GetProperty("$anchor").GetString());
        Assert.Equal("object", tool.GetProperty("outputSchema").GetProperty("type").GetString());
        Assert.True(tool.GetProperty("annotations").GetProperty("readOnlyHint").GetBoolean());
    }

    private static FunctionTool Discovered(string description) =>
        FunctionTool.From(FunctionRegistration.Of(new(new("crm-find", "arn", description), NameMatch.Prefix, HasTag: true), "find"));

    private static JsonElement Json(ListEntry definition) => JsonDocument.Parse(definition.Json).RootElement;

    private static JsonElement Parse(string json) => JsonDocument.Parse(json).RootElement;
}
