using System.Text.Json.Nodes;
using LambdaMcp.Local.AwsApi;
using LambdaMcp.Local.Monitoring;
using Microsoft.AspNetCore.Http;

namespace LambdaMcp.Local.Tests.Monitoring;

public sealed class LogGroupTests
{
    private readonly ExecutionRecords _records = new();

    [Fact]
    public async Task Functions_that_share_a_log_group_have_streams_of_their_own_in_it()
    {
        _records.Log("worker", "of the worker");
        _records.Log("helper", "of the helper");

        var events = (await FilterAsync("shared"))["events"]!.AsArray();

        Assert.Equal(["of the helper\n", "of the worker\n"], events.Select(entry => (string?)entry!["message"]).Order());
        Assert.Equal(2, events.Select(entry => $"{entry!["logStreamName"]} {entry["eventId"]}").Distinct().Count());
    }

    [Theory]
    [InlineData("shared", true)]
    [InlineData("/aws/lambda/worker", false)]
    [InlineData("another", false)]
    public async Task A_declared_log_group_is_there_before_anything_is_written_and_a_functions_own_is_not(string group, bool found)
    {
        if (found)
            Assert.Empty((await FilterAsync(group))["events"]!.AsArray());
        else
            Assert.Equal("ResourceNotFoundException", (await Assert.ThrowsAsync<AwsRejectedException>(() => FilterAsync(group))).ErrorType);
    }

    private async Task<JsonNode> FilterAsync(string group)
    {
        var service = new LogsService(_records, static group => group switch { "shared" => ["worker", "helper"], "/aws/lambda/worker" => ["worker"], _ => [] });
        var context = new DefaultHttpContext();
        context.Request.Headers["X-Amz-Target"] = "Logs_20140328.FilterLogEvents";
        var response = new MemoryStream();
        context.Response.Body = response;
        await service.HandleAsync(new AwsCall(context, System.Text.Encoding.UTF8.GetBytes(new JsonObject { ["logGroupName"] = group }.ToJsonString())));
        return JsonNode.Parse(response.ToArray())!;
    }
}
