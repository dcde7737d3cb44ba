using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests.Transforms;

public sealed class TransformTests
{
    private const string Parameters = """
        {"type":"object","properties":{"tenant":{"type":"string","x-mcp-header":"Tenant"},"debug":{"type":"boolean"},"query":{"$ref":"#/$defs/query"}},
        "required":["tenant","query"],"additionalProperties":false,"$defs":{"query":{"type":"string","minLength":1}},"examples":[{"tenant":"acme","query":"x"}]}
        """;

    private readonly Gateway _gateway = new(Tool(Parameters, ""","fixedArguments":{"tenant":"acme"},"hiddenArguments":["debug"]"""));

    [Fact]
    public async Task Clients_see_a_schema_without_fixed_and_hidden_arguments()
    {
        var tools = await _gateway.Tools.ListAsync(Requests.Stateless("tools/list"), TestContext.Current.CancellationToken);

        Assert.Equal(
            """{"type":"object","properties":{"query":{"$ref":"#/$defs/query"}},"required":["query"],"additionalProperties":false,"$defs":{"query":{"type":"string","minLength":1}}}""",
            JsonDocument.Parse(Assert.Single(tools).Json).RootElement.GetProperty("inputSchema").GetRawText());
    }

    [Fact]
    public async Task The_function_gets_the_fixed_arguments_too()
    {
        await _gateway.CallAsync("t", """{"query":"a"}""");

        Assert.Equal("""{"query":"a","tenant":"acme"}""", _gateway.Event);
    }

    [Fact]
    public async Task A_function_that_speaks_MCP_gets_them_in_its_request()
    {
        var gateway = new Gateway(Tool(Parameters, ""","contract":"mcp","fixedArguments":{"tenant":"acme"}"""))
            .Responding("""{"jsonrpc":"2.0","id":"ID","result":{"content":[]}}""");
        await gateway.CallAsync("t", """{"query":"a"}""");

        Assert.Equal("""{"query":"a","tenant":"acme"}""", JsonDocument.Parse(gateway.Event).RootElement.GetProperty("params").GetProperty("arguments").GetRawText());
    }

    [Theory]
    [InlineData("""{"query":"a","tenant":"other"}""", "tenant")]
    [InlineData("""{"query":"a","debug":true}""", "debug")]
    [InlineData("""{"query":""}""", "query")]
    [InlineData("""{}""", "query")]
    public async Task A_client_that_sends_one_or_breaks_the_schema_that_it_sees_is_refused(string arguments, string named)
    {
        var result = await _gateway.CallAsync("t", arguments);

        Assert.True(result.GetProperty("isError").GetBoolean());
        Assert.Contains(named, result.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("acme", result.GetRawText(), StringComparison.Ordinal);
        Assert.Empty(_gateway.Invoker.Requests);
    }

    [Theory]
    [InlineData("""{"type":"object"}""")]
    [InlineData("""{"type":"object","properties":{"tenant":{"type":"string"}}}""")]
    public async Task An_open_schema_takes_them_from_a_client_no_more_than_a_closed_one(string parameters)
    {
        var gateway = new Gateway(Tool(parameters, ""","fixedArguments":{"tenant":"acme"}"""));
        var refused = await gateway.CallAsync("t", """{"tenant":"other"}""");
        await gateway.CallAsync("t", """{"free":1}""");

        Assert.Contains("tenant", refused.GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"free":1,"tenant":"acme"}""", Assert.Single(_gateway.Invoker.Requests.Concat(gateway.Invoker.Requests).Select(_ => gateway.Event)));
    }

    [Fact]
    public async Task What_allOf_adds_is_left_out_too()
    {
        var gateway = new Gateway(Tool(
            """{"type":"object","allOf":[{"properties":{"tenant":{"type":"string"}},"required":["tenant"]},{"properties":{"query":{"type":"string"}},"required":["query"]}]}""",
            ""","fixedArguments":{"tenant":"acme"}"""));
        await gateway.CallAsync("t", """{"query":"a"}""");

        Assert.Equal("""{"query":"a","tenant":"acme"}""", gateway.Event);
    }

    [Theory]
    [InlineData("\"anyOf\":[{\"required\":[\"tenant\"]},{\"required\":[\"q\"]}]", "/parameters/anyOf")]
    [InlineData("\"oneOf\":[{\"properties\":{\"tenant\":{\"const\":\"a\"}}},{}]", "/parameters/oneOf")]
    [InlineData("\"not\":{\"required\":[\"tenant\"]}", "/parameters/not")]
    [InlineData("\"if\":{\"properties\":{\"tenant\":{\"const\":\"a\"}}},\"then\":{\"required\":[\"q\"]}", "/parameters/if")]
    [InlineData("\"dependentRequired\":{\"q\":[\"tenant\"]}", "/parameters/dependentRequired")]
    [InlineData("\"dependentSchemas\":{\"tenant\":{\"required\":[\"q\"]}}", "/parameters/dependentSchemas")]
    [InlineData("\"minProperties\":2", "/parameters/minProperties")]
    [InlineData("\"$ref\":\"#/$defs/base\",\"$defs\":{\"base\":{\"anyOf\":[{\"required\":[\"tenant\"]}]}}", "/parameters/$ref")]
    [InlineData("\"allOf\":[{\"anyOf\":[{\"required\":[\"tenant\"]}]}]", "/parameters/allOf/0/anyOf")]
    [InlineData("\"anyOf\":[{\"additionalProperties\":false}]", "/parameters/anyOf")]
    public void What_cannot_be_derived_is_refused_with_a_pointer(string keyword, string place)
    {
        var faults = Faults($$$"""{"type":"object","properties":{"tenant":{"type":"string"},"q":{"type":"string"}},{{{keyword}}}}""", ""","fixedArguments":{"tenant":"acme"}""");

        Assert.Equal(place, Assert.Single(faults).Pointer);
    }

    [Theory]
    [InlineData("\"anyOf\":[{\"required\":[\"q\"]},{\"required\":[\"r\"]}]")]
    [InlineData("\"if\":{\"properties\":{\"q\":{\"const\":\"tenant\"}}},\"then\":{\"required\":[\"r\"]}")]
    [InlineData("\"$ref\":\"#/$defs/base\",\"$defs\":{\"base\":{\"required\":[\"q\"]}}")]
    [InlineData("\"unevaluatedProperties\":false")]
    [InlineData("\"dependentRequired\":{\"q\":[\"r\"]}")]
    public void Keywords_that_do_not_speak_of_them_stay(string keyword)
    {
        Assert.Empty(Faults($$$"""{"type":"object","properties":{"tenant":{"type":"string"},"q":{"type":"string"},"r":{}},{{{keyword}}}}""", ""","fixedArguments":{"tenant":"acme"}"""));
    }

    [Theory]
    [InlineData(""","fixedArguments":{"tenant":5}""", "/fixedArguments/tenant")]
    [InlineData(""","fixedArguments":{"tenants":"acme"}""", "/fixedArguments/tenants")]
    [InlineData(""","hiddenArguments":["tenant"]""", "/hiddenArguments/0")]
    [InlineData(""","hiddenArguments":["debugg"]""", "/hiddenArguments/0")]
    public void Values_and_names_that_do_not_fit_the_schema_are_refused(string transform, string place)
    {
        Assert.Contains(place, Faults(Parameters, transform).Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_reference_to_what_is_left_out_is_refused()
    {
        var faults = Faults(
            """{"type":"object","properties":{"tenant":{"type":"string"},"q":{"$ref":"#/properties/tenant"}}}""", ""","fixedArguments":{"tenant":"acme"}""");

        Assert.Equal("/parameters/properties/q/$ref", Assert.Single(faults).Pointer);
    }

    private static IReadOnlyList<RegistrationFault> Faults(string parameters, string transform)
    {
        var reader = new RegistrationReader(JsonDocument.Parse(Body(parameters, transform)).RootElement);
        reader.Read();
        return reader.Faults;
    }

    private static Registration Tool(string parameters, string transform) => Gateway.Registered(Body(parameters, transform));

    private static string Body(string parameters, string transform) =>
        $$"""{"type":"tool","name":"t","description":"Does it.","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:f","parameters":{{parameters}}{{transform}}}""";
}
