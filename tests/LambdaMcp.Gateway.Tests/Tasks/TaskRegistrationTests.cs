using System.Buffers;
using System.Text;
using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Tests.Tasks;

public sealed class TaskRegistrationTests
{
    [Theory]
    [InlineData("", TaskSupport.Forbidden, TaskStart.Call)]
    [InlineData(""","task":"forbidden" """, TaskSupport.Forbidden, TaskStart.Call)]
    [InlineData(""","task":false""", TaskSupport.Forbidden, TaskStart.Call)]
    [InlineData(""","task":true""", TaskSupport.Optional, TaskStart.Call)]
    [InlineData(""","task":"optional" """, TaskSupport.Optional, TaskStart.Call)]
    [InlineData(""","task":"required","taskStart":"call" """, TaskSupport.Required, TaskStart.Call)]
    [InlineData(""","task":"required","taskStart":"function" """, TaskSupport.Required, TaskStart.Function)]
    public void A_registration_says_whether_and_when_calls_become_tasks(string members, TaskSupport support, TaskStart start)
    {
        var reader = Reader(members);

        Assert.Equal(new(support, start), reader.Read().Tasks);
        Assert.Empty(reader.Faults);
    }

    [Theory]
    [InlineData(""","task":"always" """, "/task")]
    [InlineData(""","task":1""", "/task")]
    [InlineData(""","task":"required","taskStart":"later" """, "/taskStart")]
    [InlineData(""","taskStart":"function" """, "/taskStart")]
    public void What_makes_no_sense_is_a_fault(string members, string where)
    {
        var reader = Reader(members);

        reader.Read();

        Assert.Equal([where], reader.Faults.Select(fault => fault.Pointer));
    }

    [Fact]
    public void A_registration_is_shown_as_it_was_sent()
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
            RegistrationJson.Write(writer, Reader(""","task":"required","taskStart":"function" """).Read());

        Assert.Contains(""","task":"required","taskStart":"function",""", Encoding.UTF8.GetString(json.WrittenSpan), StringComparison.Ordinal);
    }

    private static RegistrationReader Reader(string members) => new(JsonElement.Parse(
        $$"""{"type":"tool","name":"slow","description":"d","lambdaArn":"arn:aws:lambda:eu-west-1:123456789012:function:f"{{members}} }"""));
}
