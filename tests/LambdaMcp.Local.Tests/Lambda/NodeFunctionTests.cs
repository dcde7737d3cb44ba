using System.Text;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class NodeFunctionTests
{
    [Theory]
    [InlineData("app.mjs", "export const handler = async (event, context) => ({ n: event.n + 1, custom: context.clientContext.custom, arn: context.invokedFunctionArn });")]
    [InlineData("app.js", "exports.handler = async (event, context) => ({ n: event.n + 1, custom: context.clientContext.custom, arn: context.invokedFunctionArn });")]
    [InlineData("app.cjs", "exports.handler = (event, context, callback) => { setImmediate(() => callback(null, { n: event.n + 1, custom: context.clientContext.custom, arn: context.invokedFunctionArn })); };")]
    [InlineData("app.mjs", "export function handler(event, context) { return { n: event.n + 1, custom: context.clientContext.custom, arn: context.invokedFunctionArn }; }")]
    public async Task A_handler_of_every_style_gets_its_event_and_context(string file, string code)
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode(code, file: file);

        var (answer, error, _) = await lambda.CallAsync(function, """{"n":41}""", """{"custom":{"mcp":{"principal":"ada"}}}""");

        Assert.Null(error);
        Assert.Equal(42, (int)answer!["n"]!);
        Assert.Equal("ada", (string?)answer["custom"]!["mcp"]!["principal"]);
        Assert.Equal(function.Arn, (string?)answer["arn"]);
    }

    [Theory]
    [InlineData("export const handler = async () => { throw new RangeError('too far'); };", "RangeError", "too far")]
    [InlineData("export const handler = (event, context, callback) => { callback(new RangeError('too far')); };", "RangeError", "too far")]
    [InlineData("export const handler = () => new Promise(() => setImmediate(() => { throw new RangeError('too far'); }));", "RangeError", "too far")]
    [InlineData("export const handler = () => { Promise.reject(new RangeError('too far')); return new Promise(() => {}); };", "Runtime.UnhandledPromiseRejection", "too far")]
    [InlineData("export const other = 1;", "Runtime.HandlerNotFound", "app.handler is undefined or not exported")]
    [InlineData("import 'no-such-package';", "Runtime.ImportModuleError", "no-such-package")]
    [InlineData("export const = 1;", "Runtime.UserCodeSyntaxError", "SyntaxError")]
    public async Task What_goes_wrong_is_reported_with_type_and_message(string code, string type, string message)
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode(code);

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Equal(type, (string?)answer!["errorType"]);
        Assert.Contains(message, (string?)answer["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_streamed_answer_arrives_while_the_function_still_runs()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("""
            import { existsSync } from "node:fs";
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream = awslambda.HttpResponseStream.from(stream, { statusCode: 201, headers: { "x-kind": "test" } });
              stream.write("first");
              while (!existsSync(process.env.SHARED + "/go")) await new Promise((next) => setTimeout(next, 5));
              stream.write("second");
              stream.end();
            });
            """);

        await using var result = await lambda.InvokeAsync(function);
        var read = new byte[1000];
        var begin = "";
        while (!begin.EndsWith("first", StringComparison.Ordinal))
            begin += Encoding.UTF8.GetString(read, 0, await result.Body.ReadAsync(read, LambdaHarness.Cancellation));
        var endedEarly = result.End.IsCompleted;
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);
        var rest = await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation);

        Assert.True(result.Streamed);
        Assert.Equal("application/vnd.awslambda.http-integration-response", result.ContentType);
        Assert.Equal("""{"statusCode":201,"headers":{"x-kind":"test"}}""" + "\0\0\0\0\0\0\0\0first", begin);
        Assert.False(endedEarly);
        Assert.Equal("second", rest);
        Assert.Null((await result.End).ErrorType);
    }

    [Fact]
    public async Task A_stream_that_fails_midway_ends_with_the_error()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("""
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream.setContentType("text/plain");
              stream.write("half");
              throw new TypeError("lost the rest");
            });
            """);

        await using var result = await lambda.InvokeAsync(function);
        var body = await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation);
        var end = await result.End;

        Assert.Equal("text/plain", result.ContentType);
        Assert.Equal("half", body);
        Assert.Null(result.FunctionError);
        Assert.Equal("TypeError", end.ErrorType);
        Assert.Equal("lost the rest", end.ErrorMessage);
    }

    [Fact]
    public async Task A_process_that_dies_within_a_stream_ends_it_with_an_exit_error()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("""
            import { existsSync } from "node:fs";
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream.write("half");
              while (!existsSync(process.env.SHARED + "/go")) await new Promise((next) => setTimeout(next, 5));
              process.kill(process.pid, "SIGKILL");
            });
            """);

        await using var result = await lambda.InvokeAsync(function);
        var begin = await HalfOfAsync(result);
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);
        var rest = await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation);
        var end = await result.End;

        Assert.Equal(("half", ""), (begin, rest));
        Assert.Equal("Runtime.ExitError", end.ErrorType);
        Assert.EndsWith("signal: killed", end.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await new Promise((next) => stream.write('half', next)); await new Promise(() => setInterval(() => {}, 1000));")]
    [InlineData("stream.write('half'); for (;;) await new Promise((next) => stream.write(Buffer.alloc(100_000), next));")]
    public async Task A_stream_that_does_not_end_is_cut_off_at_the_timeout(string code)
    {
        Require.Program("node");
        var time = new ManualTime();
        await using var lambda = new LambdaHarness(options => options with { Time = time });
        var function = lambda.AddNode(
            $"export const handler = awslambda.streamifyResponse(async (event, stream) => {{ {code} }});",
            configure: function => function with { Timeout = TimeSpan.FromSeconds(1) });

        await using var result = await lambda.InvokeAsync(function);
        var begin = await HalfOfAsync(result);
        await time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1));
        var end = await result.End;
        await result.Body.CopyToAsync(Stream.Null, LambdaHarness.Cancellation);

        Assert.Equal("half", begin);
        Assert.Equal("Sandbox.Timedout", end.ErrorType);
        Assert.EndsWith("Task timed out after 1.00 seconds", end.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.end(String(process.pid)); await work(event); });")]
    [InlineData("export const handler = awslambda.streamifyResponse(async (event, stream) => { stream.write(String(process.pid)); stream.end(); await work(event); });")]
    public async Task A_function_that_closed_its_stream_is_busy_until_it_asks_for_its_next_event(string code)
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness(options => options with { AnswerHold = TimeSpan.Zero });
        var function = lambda.AddNode("""
            import { existsSync } from "node:fs";
            const work = async (event) => {
              while (event.waits && !existsSync(process.env.SHARED + "/go")) await new Promise((next) => setTimeout(next, 5));
              if (event.waits) console.log("worked on");
            };
            """ + "\n" + code);

        var (working, _, tail) = await lambda.CallAsync(function, """{"waits":true}""");
        var (other, _, _) = await lambda.CallAsync(function);
        var endedEarly = lambda.Lines.Any(line => line.Contains("worked on", StringComparison.Ordinal));
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);
        await lambda.LineAsync("worked on");

        Assert.False(endedEarly);
        Assert.NotEqual((int)working!, (int)other!);
        Assert.DoesNotContain("END RequestId", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_function_that_works_on_after_its_answer_is_ended_at_its_timeout_and_its_caller_keeps_the_answer()
    {
        Require.Program("node");
        var time = new ManualTime();
        await using var lambda = new LambdaHarness(options => options with { Time = time, AnswerHold = TimeSpan.Zero });
        var function = lambda.AddNode(
            """
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream.end(String(process.pid));
              await new Promise(() => setInterval(() => {}, 1000));
            });
            """,
            configure: function => function with { Timeout = TimeSpan.FromSeconds(1) });

        var (first, error, _) = await lambda.CallAsync(function);
        await time.AdvanceToTimerAsync(TimeSpan.FromSeconds(1));
        await lambda.LineAsync("Task timed out after 1.00 seconds");
        var (second, _, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.NotEqual((int)first!, (int)second!);
    }

    [Fact]
    public async Task Invoke_answers_while_a_function_works_on()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness(options => options with { AnswerHold = TimeSpan.Zero });
        lambda.AddNode("""
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              stream.end('"answered"');
              await new Promise(() => setInterval(() => {}, 1000));
            });
            """);
        using var client = await lambda.ServeAsync();
        using var content = new StringContent("{}");
        using var streamedContent = new StringContent("{}");

        using var answer = await client.PostAsync("/2015-03-31/functions/js/invocations", content, LambdaHarness.Cancellation);
        using var streamed = await client.PostAsync("/2021-11-15/functions/js/response-streaming-invocations", streamedContent, LambdaHarness.Cancellation);

        Assert.Equal("\"answered\"", await answer.Content.ReadAsStringAsync(LambdaHarness.Cancellation));
        Assert.Contains("InvokeComplete", await streamed.Content.ReadAsStringAsync(LambdaHarness.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_nobody_reads_does_not_hold_up_the_function()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("""
            export const handler = awslambda.streamifyResponse(async (event, stream) => {
              for (let i = 0; i < 50; i++) await new Promise((next) => stream.write(Buffer.alloc(100_000), next));
              stream.end();
              console.log("wrote all of it");
            });
            """);

        await using (await lambda.InvokeAsync(function))
        {
        }

        await lambda.LineAsync("wrote all of it");
    }

    private static async Task<string> HalfOfAsync(InvocationResult result)
    {
        var read = new byte["half".Length];
        await result.Body.ReadExactlyAsync(read, LambdaHarness.Cancellation);
        return Encoding.UTF8.GetString(read);
    }
}
