using System.Text.Json;
using LambdaMcp.Gateway.Registrations;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class RegistrationReaderTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:crm-find";

    [Fact]
    public void A_registration_says_all_that_a_tool_needs()
    {
        var (registration, faults) = Read($$"""
            {
              "type": "tool", "name": "find", "title": "Find", "description": "Finds.", "lambdaArn": "{{Arn}}:live", "contract": "payload",
              "parameters": { "id": "string" }, "outputSchema": { "type": "object" }, "annotations": { "readOnlyHint": true },
              "timeout": 30, "enabled": false
            }
            """);

        Assert.Empty(faults);
        Assert.Equal("tool-find", registration.Id);
        Assert.Equal($"{Arn}:live", registration.LambdaArn);
        Assert.Equal("string", registration.InputSchema!.Value.GetProperty("properties").GetProperty("id").GetProperty("type").GetString());
        Assert.Equal(30, registration.TimeoutSeconds);
        Assert.False(registration.Enabled);
    }

    [Theory]
    [InlineData("[]", "")]
    [InlineData("""{"type":"tool","typo":1}""", "/typo")]
    [InlineData("""{"type":"oracle"}""", "/type")]
    [InlineData("""{"type":"tool","name":"no good"}""", "/name")]
    [InlineData("""{"type":"tool","name":7}""", "/name")]
    [InlineData("""{"type":"tool","description":7}""", "/description")]
    [InlineData("""{"type":"tool","lambdaArn":"crm-find"}""", "/lambdaArn")]
    [InlineData("""{"type":"tool","lambdaArn":"arn:aws:lambda:eu-central-1:123456789012:function:crm-find\n"}""", "/lambdaArn")]
    [InlineData("""{"type":"tool","contract":"magic"}""", "/contract")]
    [InlineData("""{"type":"tool","parameters":7}""", "/parameters")]
    [InlineData("""{"type":"tool","parameters":{"a":"date"}}""", "/parameters")]
    [InlineData("""{"type":"tool","parameters":{"type":"object","properties":{"a":{"type":"strin"}}}}""", "/parameters/properties/a/type")]
    [InlineData("""{"type":"tool","outputSchema":{"type":"strin"}}""", "/outputSchema/type")]
    [InlineData("""{"type":"tool","outputSchema":true}""", "/outputSchema")]
    [InlineData("""{"type":"tool","annotations":[]}""", "/annotations")]
    [InlineData("""{"type":"tool","timeout":0}""", "/timeout")]
    [InlineData("""{"type":"tool","timeout":901}""", "/timeout")]
    [InlineData("""{"type":"tool","timeout":1.5}""", "/timeout")]
    [InlineData("""{"type":"tool","enabled":"yes"}""", "/enabled")]
    public void A_fault_is_named_by_its_place(string body, string place) =>
        Assert.Contains(place, Read(body).Faults.Select(fault => fault.Pointer));

    private static (Registration Registration, IReadOnlyList<RegistrationFault> Faults) Read(string body)
    {
        var reader = new RegistrationReader(JsonDocument.Parse(body).RootElement);
        return (reader.Read(), reader.Faults);
    }
}
