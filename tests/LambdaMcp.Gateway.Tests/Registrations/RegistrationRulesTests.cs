using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationRulesTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    [Theory]
    [InlineData("""{"type":"resource","name":"r","uri":"test://r","mimeType":"text/plain; charset=utf-8","size":0}""", "resource-r")]
    [InlineData("""{"type":"resource-template","name":"t","uriTemplate":"test://{id}","completion":true}""", "resource-template-t")]
    [InlineData("""{"type":"prompt","name":"p","arguments":[{"name":"a","completions":["x"]}],"id":"prompt-p","contract":"mcp"}""", "prompt-p")]
    [InlineData("""{"type":"tool","name":"t","description":"d","streams":true,"outputSchema":{"type":"array"},"icons":[{"src":"https://a/b","sizes":["any"],"theme":"dark"}],"_meta":{}}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"a":{"type":"string","x-mcp-header":"A"},"b":{"type":"object","properties":{"c":{"type":"integer","x-mcp-header":"C"}}}}}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"x-mcp-header":"string","e":{"type":"string","enum":["x-mcp-header"]}}}""", "tool-t")]
    public void Every_type_can_be_registered(string body, string id)
    {
        var reader = Read(body, out var registration);

        Assert.Empty(reader.Faults);
        Assert.Equal(id, registration.Id);
    }

    [Theory]
    [InlineData("""{"type":"tool","name":"t"}""", "/description")]
    [InlineData("""{"type":"tool","uri":"a:b"}""", "/uri")]
    [InlineData("""{"type":"tool","id":"tool-other","name":"t"}""", "/id")]
    [InlineData("""{"type":"tool","contract":"mcp","streams":true}""", "/streams")]
    [InlineData("""{"type":"tool","version":-1}""", "/version")]
    [InlineData("""{"type":"prompt","a/b":1}""", "/a~1b")]
    [InlineData("""{"type":"resource","name":"r"}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"no-scheme"}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"/etc/passwd"}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"a:b c"}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"https://"}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"http://["}""", "/uri")]
    [InlineData("""{"type":"resource","uri":"http://h:99999/"}""", "/uri")]
    [InlineData("""{"type":"resource","name":"template-x","uri":"a:b"}""", "/name")]
    [InlineData("""{"type":"resource","uri":"a:b","mimeType":"text"}""", "/mimeType")]
    [InlineData("""{"type":"resource","uri":"a:b","size":-1}""", "/size")]
    [InlineData("""{"type":"resource","uri":"a:b","size":1.5}""", "/size")]
    [InlineData("""{"type":"resource-template","uriTemplate":"a://{x*}"}""", "/uriTemplate")]
    [InlineData("""{"type":"resource-template","uriTemplate":"{+x}"}""", "/uriTemplate")]
    [InlineData("""{"type":"prompt","arguments":{}}""", "/arguments")]
    [InlineData("""{"type":"prompt","arguments":[1]}""", "/arguments/0")]
    [InlineData("""{"type":"prompt","arguments":[{"name":""}]}""", "/arguments/0/name")]
    [InlineData("""{"type":"prompt","arguments":[{"name":"a"},{"name":"a"}]}""", "/arguments/1/name")]
    [InlineData("""{"type":"prompt","arguments":[{"name":"a","required":1}]}""", "/arguments/0/required")]
    [InlineData("""{"type":"prompt","arguments":[{"name":"a","completions":[1]}]}""", "/arguments/0/completions")]
    [InlineData("""{"type":"prompt","arguments":[{"name":"a","type":"string"}]}""", "/arguments/0/type")]
    [InlineData("""{"type":"prompt","completion":1}""", "/completion")]
    [InlineData("""{"type":"prompt","_meta":[]}""", "/_meta")]
    [InlineData("""{"type":"prompt","icons":{}}""", "/icons")]
    [InlineData("""{"type":"prompt","icons":[{"src":"ftp://a/b"}]}""", "/icons/0/src")]
    [InlineData("""{"type":"prompt","icons":[{"src":"https://a/b","sizes":"48x48"}]}""", "/icons/0/sizes")]
    [InlineData("""{"type":"prompt","icons":[{"src":"https://a/b","theme":"blue"}]}""", "/icons/0/theme")]
    [InlineData("""{"type":"prompt","annotations":{"priority":2}}""", "/annotations/priority")]
    [InlineData("""{"type":"prompt","annotations":{"audience":["model"]}}""", "/annotations/audience")]
    [InlineData("""{"type":"prompt","annotations":{"readOnlyHint":"yes"}}""", "/annotations/readOnlyHint")]
    public void A_fault_is_named_by_its_place(string body, string place) =>
        Assert.Contains(place, Read(body, out _).Faults.Select(fault => fault.Pointer));

    [Theory]
    [InlineData("""{"a":{"type":"string","x-mcp-header":""}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"type":"string","x-mcp-header":"not a token"}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"type":"string","x-mcp-header":7}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"type":"string","x-mcp-header":"H"},"b":{"type":"string","x-mcp-header":"h"}}""", "/properties/b/x-mcp-header")]
    [InlineData("""{"a":{"type":"number","x-mcp-header":"H"}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"x-mcp-header":"H"}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"type":["string","null"],"x-mcp-header":"H"}}""", "/properties/a/x-mcp-header")]
    [InlineData("""{"a":{"type":"array","items":{"type":"string","x-mcp-header":"H"}}}""", "/properties/a/items/x-mcp-header")]
    [InlineData("""{"a":{"oneOf":[{"properties":{"b":{"type":"string","x-mcp-header":"H"}}}]}}""", "/properties/a/oneOf/0/properties/b/x-mcp-header")]
    public void A_header_annotation_that_makes_clients_drop_the_tool_is_a_fault(string properties, string place)
    {
        var body = """{"type":"tool","name":"t","description":"d","parameters":{"type":"object","properties":""" + properties + "}}";

        Assert.Contains("/parameters" + place, Read(body, out _).Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void The_words_are_those_of_the_enumerations()
    {
        Assert.All(Enum.GetValues<RegistrationType>(), type => Assert.Equal(type, RegistrationWords.ReadType(RegistrationWords.Of(type))));
        Assert.All(Enum.GetValues<TargetContract>(), contract => Assert.Equal(contract, RegistrationWords.ReadContract(RegistrationWords.Of(contract))));
        Assert.Equal("resource-template", RegistrationWords.Of(RegistrationType.ResourceTemplate));
        Assert.Null(RegistrationWords.ReadType("0"));
    }

    private static RegistrationReader Read(string body, out Registration registration)
    {
        var reader = new RegistrationReader(JsonDocument.Parse($"{{\"lambdaArn\":\"{Arn}\",{body[1..]}").RootElement);
        registration = reader.Read();
        return reader;
    }
}
