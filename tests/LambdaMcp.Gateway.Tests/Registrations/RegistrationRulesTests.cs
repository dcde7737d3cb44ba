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
    [InlineData("""{"type":"tool","name":"t","description":"d","retry":{"attempts":5,"baseDelayMs":10},"scopes":["crm:read"],"tags":["a","team=x"],"maxConcurrency":1,"timeout":900}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","invocation":"event","contract":"agentcore"}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","cache":60,"annotations":{"idempotentHint":true}}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","parameters":{"id":"string","tenant":"string","x":{"type":"string","optional":true}},"fixedArguments":{"tenant":"a"},"hiddenArguments":["x"]}""", "tool-t")]
    [InlineData("""{"type":"tool","name":"t","description":"d","contract":"proxy","parameters":{"id":"string","q":{"type":"string","optional":true}},"http":{"method":"PUT","path":"/orders/{id}/%20","query":{"filter[x]":"q"},"headers":{"X-Q":"q"},"body":false}}""", "tool-t")]
    [InlineData("""{"type":"resource","name":"r","uri":"a://b","contract":"proxy","http":{"method":"GET","path":"/b"}}""", "resource-r")]
    [InlineData("""{"type":"resource-template","name":"r","uriTemplate":"a:{id}","contract":"proxy","http":{"method":"GET","path":"/{id}","headers":{"X-Id":"id"}}}""", "resource-template-r")]
    [InlineData("""{"type":"target","name":"t","contract":"mcp","prefix":""}""", "target-t")]
    [InlineData("""{"type":"target","name":"t","contract":"agentcore","tools":[{"name":"a","description":"d","inputSchema":{"type":"object"},"outputSchema":{},"icons":[]}]}""", "target-t")]
    [InlineData("""{"type":"prompt","name":"p","title":"👩‍💻 کتاب‌ها ❤️","description":"Two\nlines."}""", "prompt-p")]
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
    [InlineData("""{"type":"tool","parameters":{"type":"object","properties":{"a":{"dependencies":{"b":["c"]}}}}}""", "/parameters/properties/a/dependencies")]
    [InlineData("""{"type":"tool","parameters":{"a":{"type":"string","pattern":"("}}}""", "/parameters/a/pattern")]
    [InlineData("""{"type":"tool","parameters":{"a":{"type":"object","properties":{"b":{"type":"string","minLength":-1}}}}}""", "/parameters/a/properties/b/minLength")]
    [InlineData("""{"type":"tool","outputSchema":{"items":{"$recursiveRef":"#"}}}""", "/outputSchema/items/$recursiveRef")]
    [InlineData("""{"type":"tool","outputSchema":{"$recursiveAnchor":true}}""", "/outputSchema/$recursiveAnchor")]
    [InlineData("""{"type":"tool","parameters":{"$schema":"http://json-schema.org/draft-07/schema#","type":"object"}}""", "/parameters/$schema")]
    [InlineData("""{"type":"tool","parameters":{"type":"object","properties":{"a":{"$schema":"http://json-schema.org/draft-04/schema#"}}}}""", "/parameters/properties/a/$schema")]
    [InlineData("""{"type":"tool","parameters":{"type":"object","properties":{"a":{"minimum":0,"exclusiveMinimum":true}}}}""", "/parameters/properties/a/exclusiveMinimum")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d","inputSchema":{"type":"object","dependencies":{}}}]}""", "/tools/0/inputSchema/dependencies")]
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
    [InlineData("""{"type":"tool","retry":3}""", "/retry")]
    [InlineData("""{"type":"tool","retry":{}}""", "/retry/attempts")]
    [InlineData("""{"type":"tool","retry":{"attempts":6}}""", "/retry/attempts")]
    [InlineData("""{"type":"tool","retry":{"attempts":1,"baseDelayMs":0}}""", "/retry/baseDelayMs")]
    [InlineData("""{"type":"tool","retry":{"attempts":1,"tries":1}}""", "/retry/tries")]
    [InlineData("""{"type":"tool","scopes":"a"}""", "/scopes")]
    [InlineData("""{"type":"tool","scopes":["a",1]}""", "/scopes/1")]
    [InlineData("""{"type":"tool","scopes":["a b"]}""", "/scopes/0")]
    [InlineData("""{"type":"tool","scopes":["a","a"]}""", "/scopes/1")]
    [InlineData("""{"type":"tool","tags":["#a"]}""", "/tags/0")]
    [InlineData("""{"type":"tool","maxConcurrency":0}""", "/maxConcurrency")]
    [InlineData("""{"type":"tool","cache":0}""", "/cache")]
    [InlineData("""{"type":"tool","cache":60}""", "/cache")]
    [InlineData("""{"type":"tool","cache":60,"annotations":{"readOnlyHint":false}}""", "/cache")]
    [InlineData("""{"type":"tool","invocation":"later"}""", "/invocation")]
    [InlineData("""{"type":"tool","invocation":"event","contract":"mcp"}""", "/invocation")]
    [InlineData("""{"type":"tool","invocation":"event","outputSchema":{}}""", "/outputSchema")]
    [InlineData("""{"type":"tool","invocation":"event","task":true}""", "/task")]
    [InlineData("""{"type":"tool","fixedArguments":[]}""", "/fixedArguments")]
    [InlineData("""{"type":"tool","parameters":{"a":"string"},"hiddenArguments":["b"]}""", "/hiddenArguments/0")]
    [InlineData("""{"type":"tool","parameters":{"a":"string"},"hiddenArguments":["a"]}""", "/hiddenArguments/0")]
    [InlineData("""{"type":"tool","fixedArguments":{"a":1},"hiddenArguments":["a"]}""", "/hiddenArguments/0")]
    [InlineData("""{"type":"tool","http":{}}""", "/http")]
    [InlineData("""{"type":"tool","contract":"proxy"}""", "/http")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"get","path":"/"}}""", "/http/method")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"orders"}}""", "/http/path")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"/a?b"}}""", "/http/path")]
    [InlineData("""{"type":"tool","contract":"proxy","parameters":{"id":"string"},"http":{"method":"GET","path":"/{other}"}}""", "/http/path")]
    [InlineData("""{"type":"tool","contract":"proxy","parameters":{"id":{"type":"string","optional":true}},"http":{"method":"GET","path":"/{id}"}}""", "/http/path")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"/","headers":{"a b":"c"}}}""", "/http/headers/a b")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"/","query":{"a/b":1}}}""", "/http/query/a~1b")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"/","body":{}}}""", "/http/body")]
    [InlineData("""{"type":"tool","contract":"proxy","http":{"method":"GET","path":"/","verb":1}}""", "/http/verb")]
    [InlineData("""{"type":"prompt","contract":"proxy"}""", "/contract")]
    [InlineData("""{"type":"resource","contract":"proxy","uri":"a://b"}""", "/http")]
    [InlineData("""{"type":"resource","contract":"proxy","uri":"a://b","http":{"method":"POST","path":"/b"}}""", "/http/method")]
    [InlineData("""{"type":"resource","contract":"proxy","uri":"a://b","http":{"method":"GET","path":"/{id}"}}""", "/http/path")]
    [InlineData("""{"type":"resource","uri":"a://b","http":{"method":"GET","path":"/b"}}""", "/http")]
    [InlineData("""{"type":"resource-template","contract":"proxy","uriTemplate":"a:{id}","http":{"method":"GET","path":"/{id}","query":{"q":"other"}}}""", "/http/query/q")]
    [InlineData("""{"type":"resource-template","contract":"proxy","uriTemplate":"a:{id}","http":{"method":"GET","path":"/{id}"},"completion":true}""", "/completion")]
    [InlineData("""{"type":"prompt","contract":"agentcore"}""", "/contract")]
    [InlineData("""{"type":"target","contract":"payload"}""", "/contract")]
    [InlineData("""{"type":"target","parameters":{}}""", "/parameters")]
    [InlineData("""{"type":"target","annotations":{}}""", "/annotations")]
    [InlineData("""{"type":"target","prefix":"a b"}""", "/prefix")]
    [InlineData("""{"type":"target","tools":[]}""", "/tools")]
    [InlineData("""{"type":"target","contract":"agentcore"}""", "/tools")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[1]}""", "/tools/0")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a b","description":"d"}]}""", "/tools/0/name")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a"}]}""", "/tools/0/description")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d"},{"name":"a","description":"d"}]}""", "/tools/1/name")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d","inputSchema":{"type":"array"}}]}""", "/tools/0/inputSchema")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d","inputSchema":{"required":1}}]}""", "/tools/0/inputSchema/required")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d","annotations":{"readOnlyHint":1}}]}""", "/tools/0/annotations/readOnlyHint")]
    [InlineData("""{"type":"target","contract":"agentcore","tools":[{"name":"a","description":"d","handler":1}]}""", "/tools/0/handler")]
    [InlineData("""{"type":"set","members":["a"]}""", "/lambdaArn")]
    [InlineData("""{"type":"tool","title":"a\u202eb"}""", "/title")]
    [InlineData("""{"type":"tool","description":"a\u200bb"}""", "/description")]
    [InlineData("""{"type":"tool","description":"a\u200db"}""", "/description")]
    [InlineData("""{"type":"tool","description":"a\udb40\udc41b"}""", "/description")]
    [InlineData("""{"type":"tool","description":"a\u001bb"}""", "/description")]
    [InlineData("""{"type":"tool","parameters":{"a":{"type":"string","description":"\u2066x"}}}""", "/parameters/properties/a/description")]
    [InlineData("""{"type":"prompt","arguments":[{"name":"a\ufeff"}]}""", "/arguments/0/name")]
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

    [Theory]
    [InlineData("""{"type":"set","name":"s","members":["crm_*","#team=x","a.b"],"title":"S","tags":["t"]}""", null)]
    [InlineData("""{"type":"set","name":"s"}""", "/members")]
    [InlineData("""{"type":"set","name":"s","members":["a b"]}""", "/members/0")]
    [InlineData("""{"type":"set","name":"s","members":["#"]}""", "/members/0")]
    [InlineData("""{"type":"set","name":"..","members":["a"]}""", "/name")]
    [InlineData("""{"type":"set","name":"s","members":["a"],"contract":"payload"}""", "/contract")]
    public void A_set_has_no_function(string body, string? place)
    {
        var reader = new RegistrationReader(JsonDocument.Parse(body).RootElement);
        var registration = reader.Read();

        Assert.Equal(place is null ? [] : [place], reader.Faults.Select(fault => fault.Pointer));
        Assert.Equal("", registration.LambdaArn);
    }
}
