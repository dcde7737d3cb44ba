using System.Text;
using LambdaMcp.Gateway.Tasks;

namespace LambdaMcp.Gateway.Tests.Tasks;

public sealed class TaskEventTests
{
    [Fact]
    public void An_event_reads_as_it_was_written() =>
        Assert.Equal(new("abc", 3), TaskEvent.Read(TaskEvent.Write("abc", 3)));

    [Fact]
    public void The_record_of_a_failure_names_the_invocation_that_died()
    {
        var read = Read("""
            {"version":"1.0","timestamp":"2026-01-02T03:04:05.000Z",
             "requestContext":{"requestId":"r-1","functionArn":"arn:aws:lambda:eu-west-1:123456789012:function:tasks:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":1},
             "requestPayload":{"taskId":"abc","round":3},
             "responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},
             "responsePayload":{"errorMessage":"Task timed out after 900.00 seconds"}}
            """);

        Assert.Equal(new("abc", 3, "r-1"), read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"taskId":"abc"}""")]
    [InlineData("""{"taskId":"abc","round":"1"}""")]
    [InlineData("""{"taskId":"abc","round":1.5}""")]
    [InlineData("""{"requestContext":{},"requestPayload":{"x":1}}""")]
    [InlineData("""{"requestContext":{},"requestPayload":"text"}""")]
    public void Other_events_are_refused(string json) => Assert.Throws<FormatException>(() => Read(json));

    private static TaskEvent Read(string json) => TaskEvent.Read(Encoding.UTF8.GetBytes(json));
}
