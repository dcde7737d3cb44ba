using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class AsynchronousEventTests
{
    private const string Failing = "def handler(event, context):\n    print('try', event)\n    raise RuntimeError('no')\n";

    private const string Telling = "import json\ndef handler(event, context):\n    print('told', json.dumps(event))\n";

    private static readonly (TimeSpan, TimeSpan) Quick = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(10));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_destination_is_told_of_a_failure_once_the_retries_are_used_up(int retries)
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness(options => options with { EventRetryDelays = Quick });
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddPython(Failing, configure: function => function with
        {
            Events = new EventSettings { MaximumRetryAttempts = retries, OnFailure = destination.Arn, OnSuccess = "arn:aws:lambda:us-east-1:123456789012:function:none" },
        });

        var id = lambda.Service.InvokeLater(function, new InvocationRequest("""{"taskId":"t"}"""u8.ToArray()));
        var record = await ToldAsync(lambda);

        Assert.Equal("1.0", (string?)record["version"]);
        Assert.True(DateTimeOffset.TryParse((string?)record["timestamp"], out _));
        Assert.Equal(id, (string?)record["requestContext"]!["requestId"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:py:$LATEST", (string?)record["requestContext"]!["functionArn"]);
        Assert.Equal("RetriesExhausted", (string?)record["requestContext"]!["condition"]);
        Assert.Equal(retries + 1, (int)record["requestContext"]!["approximateInvokeCount"]!);
        Assert.Equal("t", (string?)record["requestPayload"]!["taskId"]);
        Assert.Equal("""{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}""", Compact(record["responseContext"]!));
        Assert.Equal("RuntimeError", (string?)record["responsePayload"]!["errorType"]);
        Assert.Equal(retries + 1, lambda.Lines.Count(line => line.StartsWith("try", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_destination_is_told_of_a_success_with_the_answer()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddPython("def handler(event, context):\n    return {'done': event}\n", configure: function => function with
        {
            Events = new EventSettings { OnSuccess = destination.Arn },
        });

        lambda.Service.InvokeLater(function, new InvocationRequest("7"u8.ToArray()));
        var record = await ToldAsync(lambda);

        Assert.Equal("Success", (string?)record["requestContext"]!["condition"]);
        Assert.Equal(7, (int)record["requestPayload"]!);
        Assert.Equal("""{"statusCode":200,"executedVersion":"$LATEST"}""", Compact(record["responseContext"]!));
        Assert.Equal("""{"done":7}""", Compact(record["responsePayload"]!));
    }

    [Theory]
    [InlineData("import os\n", "os.kill(os.getpid(), 9)", "Runtime.ExitError")]
    [InlineData("import time\n", "time.sleep(60)", "Sandbox.Timedout")]
    public async Task A_destination_is_told_that_the_function_died(string import, string end, string type)
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddPython($"{import}def handler(event, context):\n    {end}\n", configure: function => function with
        {
            Timeout = TimeSpan.FromSeconds(type == "Sandbox.Timedout" ? 1 : 30),
            Events = new EventSettings { MaximumRetryAttempts = 0, OnFailure = destination.Arn },
        });

        lambda.Service.InvokeLater(function, new InvocationRequest("{}"u8.ToArray()));
        var record = await ToldAsync(lambda);

        Assert.Equal(type, (string?)record["responsePayload"]!["errorType"]);
    }

    [Fact]
    public async Task A_function_that_dies_after_its_answer_has_failed_the_event()
    {
        Require.Program("node");
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddNode(
            """
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream.end("answered");
              await stream.answered;
              process.kill(process.pid, "SIGKILL");
              await new Promise(() => setInterval(() => {}, 1000));
            });
            """,
            configure: function => function with { Events = new EventSettings { MaximumRetryAttempts = 0, OnFailure = destination.Arn } });

        lambda.Service.InvokeLater(function, new InvocationRequest("{}"u8.ToArray()));

        Assert.Equal("Runtime.ExitError", (string?)(await ToldAsync(lambda))["responsePayload"]!["errorType"]);
    }

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("not JSON")]
    [InlineData("[1000]")]
    public void A_record_carries_any_answer(string answer)
    {
        if (answer == "[1000]")
            answer = new string('[', 1000) + new string(']', 1000);
        var function = new FunctionDefinition
        {
            Name = "f",
            LogicalId = "F",
            Arn = "arn:aws:lambda:us-east-1:123456789012:function:f",
            Runtime = "python3.12",
            Handler = "app.handler",
            CodeDirectory = "/",
        };

        var record = DestinationRecord.Write(
            function, "id", "{}"u8.ToArray(), DestinationRecord.RetriesExhausted, 1, new(true, Encoding.UTF8.GetBytes(answer)), DateTimeOffset.UnixEpoch);

        Assert.Equal(answer, (string?)JsonNode.Parse(record)!["responsePayload"]);
    }

    [Fact]
    public async Task An_event_that_grew_too_old_is_given_up()
    {
        Require.Program("python3");
        var time = new ManualTime();
        await using var lambda = new LambdaHarness(options => options with { Time = time, EventRetryDelays = (TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)) });
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddPython(Failing, configure: function => function with
        {
            Events = new EventSettings { MaximumAge = TimeSpan.FromSeconds(90), OnFailure = destination.Arn },
        });

        lambda.Service.InvokeLater(function, new InvocationRequest("1"u8.ToArray()));
        await time.AdvanceToTimerAsync(TimeSpan.FromMinutes(1), earliest: function.Timeout);
        await time.AdvanceToTimerAsync(TimeSpan.FromMinutes(2), earliest: function.Timeout);
        var record = await ToldAsync(lambda);

        Assert.Equal("EventAgeExceeded", (string?)record["requestContext"]!["condition"]);
        Assert.Equal(2, (int)record["requestContext"]!["approximateInvokeCount"]!);
    }

    [Fact]
    public async Task An_event_for_a_function_that_may_not_run_is_given_up_at_once()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var destination = lambda.AddPython(Telling, "destination");
        var function = lambda.AddPython(Failing, configure: function => function with
        {
            ReservedConcurrency = 0,
            Events = new EventSettings { OnFailure = destination.Arn },
        });

        lambda.Service.InvokeLater(function, new InvocationRequest("1"u8.ToArray()));
        var record = await ToldAsync(lambda);

        Assert.Equal("ZeroReservedConcurrency", (string?)record["requestContext"]!["condition"]);
        Assert.Equal(0, (int)record["requestContext"]!["approximateInvokeCount"]!);
        Assert.Null(record["responseContext"]);
    }

    [Fact]
    public async Task A_destination_that_is_no_function_of_the_stack_is_named_in_the_log()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("def handler(event, context): pass", configure: function => function with
        {
            Events = new EventSettings { OnSuccess = "arn:aws:lambda:us-east-1:123456789012:function:elsewhere" },
        });

        lambda.Service.InvokeLater(function, new InvocationRequest("1"u8.ToArray()));

        Assert.Contains("function:elsewhere was not told", await lambda.LineAsync("was not told"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_may_be_delivered_twice_under_one_request_id_for_tests_of_functions()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness(options => options with { DuplicateEvents = true });
        var function = lambda.AddPython("""
            import os
            def handler(event, context):
                path = os.path.join(os.environ["SHARED"], "deliveries")
                with open(path, "a") as file:
                    file.write("x")
                print("delivery", os.path.getsize(path), context.aws_request_id)
            """);

        var id = lambda.Service.InvokeLater(function, new InvocationRequest("1"u8.ToArray()));
        var second = await lambda.LineAsync("delivery 2");

        Assert.Equal($"delivery 2 {id}", second);
        Assert.All(lambda.Lines.Where(line => line.StartsWith("delivery", StringComparison.Ordinal)), line => Assert.EndsWith(id, line, StringComparison.Ordinal));
    }

    private static async Task<JsonNode> ToldAsync(LambdaHarness lambda) => JsonNode.Parse((await lambda.LineAsync("told "))["told ".Length..])!;

    private static string Compact(JsonNode node) => node.ToJsonString();
}
