using System.Text;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class PythonFunctionTests
{
    [Fact]
    public async Task A_handler_gets_its_event_and_context()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("""
            def handler(event, context):
                return {"event": event, "name": context.function_name, "arn": context.invoked_function_arn, "id": context.aws_request_id,
                        "custom": context.client_context.custom, "memory": context.memory_limit_in_mb, "left": context.get_remaining_time_in_millis()}
            """);

        await using var result = await lambda.InvokeAsync(function, """{"a":"ü"}""", """{"custom":{"mcp":"zażółć"}}""");
        var answer = System.Text.Json.Nodes.JsonNode.Parse(await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation))!;

        Assert.Null(result.FunctionError);
        Assert.False(result.Streamed);
        Assert.Equal("ü", (string?)answer["event"]!["a"]);
        Assert.Equal("py", (string?)answer["name"]);
        Assert.Equal(function.Arn, (string?)answer["arn"]);
        Assert.Equal(result.RequestId, (string?)answer["id"]);
        Assert.Equal("zażółć", (string?)answer["custom"]!["mcp"]);
        Assert.Equal("128", (string?)answer["memory"]);
        Assert.InRange((int)answer["left"]!, 1, 30_000);
    }

    [Fact]
    public async Task Its_environment_is_Lambdas_the_templates_and_the_services_and_nothing_else()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        lambda.Options.ExtraEnvironment["AWS_ENDPOINT_URL_LAMBDA"] = "http://127.0.0.1:1";
        var function = lambda.AddPython("import os\n\ndef handler(event, context):\n    return dict(os.environ)\n");

        var (answer, _, _) = await lambda.CallAsync(function);

        var variables = answer!.AsObject().ToDictionary(pair => pair.Key, pair => (string?)pair.Value);
        Assert.Equal("http://127.0.0.1:1", variables["AWS_ENDPOINT_URL_LAMBDA"]);
        Assert.Equal(lambda.Shared, variables["SHARED"]);
        Assert.Equal("us-east-1", variables["AWS_REGION"]);
        Assert.Equal("AKIALOCAL", variables["AWS_ACCESS_KEY_ID"]);
        Assert.Equal("app.handler", variables["_HANDLER"]);
        Assert.Equal(function.CodeDirectory, variables["LAMBDA_TASK_ROOT"]);
        Assert.Equal("/aws/lambda/py", variables["AWS_LAMBDA_LOG_GROUP_NAME"]);
        string[] others = ["PATH", "HOME", "LANG", "TZ", "DOTNET_ROOT", "SHARED", "LC_CTYPE", "_HANDLER", "_X_AMZN_TRACE_ID", "LAMBDA_TASK_ROOT", "LAMBDA_RUNTIME_DIR", "LD_LIBRARY_PATH", "PYTHONPATH"];
        Assert.All(variables.Keys, name => Assert.True(name.StartsWith("AWS_", StringComparison.Ordinal) || others.Contains(name), name));
    }

    // The connection to the Runtime API is idle meanwhile, for longer than the server's timers take to look at it.
    [Fact]
    public async Task A_handler_that_takes_seconds_still_answers_on_its_connection()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("import time\ndef handler(event, context):\n    time.sleep(2.5)\n    return event\n");

        Assert.Equal(5, (int)(await lambda.CallAsync(function, "5")).Answer!);
    }

    [Fact]
    public async Task An_exception_is_reported_with_type_message_and_stack()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("def handler(event, context):\n    raise ValueError('no such customer')\n");

        var (answer, error, tail) = await lambda.CallAsync(function);
        var (again, _, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Equal("ValueError", (string?)answer!["errorType"]);
        Assert.Equal("no such customer", (string?)answer["errorMessage"]);
        Assert.Contains("app.py", (string?)answer["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Contains("[ERROR] ValueError: no such customer", tail, StringComparison.Ordinal);
        Assert.Contains("Status: error\tError Type: ValueError", tail, StringComparison.Ordinal);
        Assert.Equal("ValueError", (string?)again!["errorType"]);
    }

    [Fact]
    public async Task An_answer_that_is_not_JSON_is_a_marshal_error()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("def handler(event, context):\n    return {1, 2}\n");

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Equal("Runtime.MarshalError", (string?)answer!["errorType"]);
    }

    [Fact]
    public async Task A_module_that_does_not_import_fails_each_invocation_with_the_import_error()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("import no_such_module\n");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var (answer, error, _) = await lambda.CallAsync(function);
            Assert.Equal("Unhandled", error);
            Assert.Equal("Runtime.ImportModuleError", (string?)answer!["errorType"]);
            Assert.Contains("no_such_module", (string?)answer["errorMessage"], StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_log_tail_holds_what_the_invocation_wrote_between_start_and_report()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("""
            import logging, sys
            print("starting up")
            def handler(event, context):
                print("seen", event)
                print("to stderr", file=sys.stderr)
                logging.getLogger().warning("careful")
                return None
            """);

        await using var result = await lambda.InvokeAsync(function, "7");
        var lines = (await result.End).LogTail.TrimEnd('\n').Split('\n');
        var (_, _, second) = await lambda.CallAsync(function, "8");

        Assert.Equal("starting up", lines[0]);
        Assert.Equal($"START RequestId: {result.RequestId} Version: $LATEST", lines[1]);
        Assert.Contains("seen 7", lines);
        Assert.Contains("to stderr", lines);
        Assert.Contains(lines, line => line.StartsWith("[WARNING]", StringComparison.Ordinal) && line.EndsWith($"{result.RequestId}\tcareful", StringComparison.Ordinal));
        Assert.Equal($"END RequestId: {result.RequestId}", lines[^2]);
        Assert.Matches($@"^REPORT RequestId: {result.RequestId}\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: 128 MB\tMax Memory Used: [1-9]\d* MB\tInit Duration: [\d.]+ ms\t$", lines[^1]);
        Assert.DoesNotContain("Init Duration", second, StringComparison.Ordinal);
        Assert.DoesNotContain("seen 7", second, StringComparison.Ordinal);
        Assert.All(lines, line => Assert.Contains(line, lambda.Lines));
    }

    [Fact]
    public async Task The_log_tail_is_the_last_four_kilobytes()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("def handler(event, context):\n    for i in range(500):\n        print('line', i, 'ü' * 20)\n");

        var (_, _, tail) = await lambda.CallAsync(function);

        Assert.InRange(Encoding.UTF8.GetByteCount(tail), 4090, 4096);
        Assert.Contains("line 499", tail, StringComparison.Ordinal);
        Assert.DoesNotContain("\ufffd", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_over_six_megabytes_is_refused_and_the_environment_lives_on()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("import os\ndef handler(event, context):\n    return 'x' * event if event else os.getpid()\n");

        var (before, _, _) = await lambda.CallAsync(function, "0");
        var (large, error, _) = await lambda.CallAsync(function, "6300000");
        var (after, _, _) = await lambda.CallAsync(function, "0");
        var (fits, _, _) = await lambda.CallAsync(function, (InvocationLimits.Request - 2).ToString(System.Globalization.CultureInfo.InvariantCulture));

        Assert.Equal("Unhandled", error);
        Assert.Equal("Function.ResponseSizeTooLarge", (string?)large!["errorType"]);
        Assert.Equal((int)before!, (int)after!);
        Assert.Equal(InvocationLimits.Request - 2, ((string)fits!).Length);
    }
}
