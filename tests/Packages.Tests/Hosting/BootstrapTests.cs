using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class BootstrapTests
{
    [Fact]
    public async Task A_handler_of_streams_gets_the_event_and_its_answer_goes_back()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(Reverse));

        FakeAnswer answer = await function.Api.Invoke("\"abc\"").AnswerAsync();

        Assert.False(answer.IsError);
        Assert.Equal("\"cba\"", answer.Text);
        Assert.Equal("application/json", answer.Headers["Content-Type"]);
    }

    [Fact]
    public async Task One_connection_serves_many_invocations()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(Reverse));

        for (int i = 0; i < 20; i++)
            Assert.Equal($"\"{new string([.. $"{i}".Reverse()])}\"", (await function.Api.Invoke($"\"{i}\"").AnswerAsync()).Text);

        Assert.Equal(1, function.Api.Connections);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_event_of_megabytes_arrives_whole_with_a_length_or_in_chunks(bool inChunks)
    {
        string text = new('x', 3_000_000);
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(Reverse), api => api.SendsChunks = inChunks);

        FakeAnswer answer = await function.Api.Invoke($"\"a{text}b\"").AnswerAsync();
        FakeAnswer next = await function.Api.Invoke("\"ab\"").AnswerAsync();

        Assert.Equal($"\"b{text}a\"", answer.Text);
        Assert.Equal("\"ba\"", next.Text);
    }

    [Fact]
    public async Task The_context_says_what_the_headers_said()
    {
        JsonObject? seen = null;
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create((Stream _, ILambdaContext context) =>
        {
            seen = new JsonObject
            {
                ["id"] = context.AwsRequestId,
                ["arn"] = context.InvokedFunctionArn,
                ["trace"] = context.TraceId,
                ["variable"] = Environment.GetEnvironmentVariable("_X_AMZN_TRACE_ID"),
                ["custom"] = context.ClientContext.Custom!["tool"],
                ["nested"] = context.ClientContext.Custom["mcp"],
                ["environment"] = context.ClientContext.Environment!["locale"],
                ["title"] = context.ClientContext.Client!.AppTitle,
                ["identity"] = context.Identity.IdentityId,
                ["pool"] = context.Identity.IdentityPoolId,
                ["remaining"] = context.RemainingTime.TotalSeconds,
            };
            return Task.FromResult(Stream.Null);
        }));

        FakeInvocation invocation = function.Api.Invoke(
            "{}",
            ("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1"),
            ("Lambda-Runtime-Client-Context", """{"client":{"app_title":"demo"},"custom":{"tool":"echo","mcp":{"principal":"demo"}},"env":{"locale":"de"}}"""),
            ("Lambda-Runtime-Cognito-Identity", """{"cognitoIdentityId":"id-1","cognitoIdentityPoolId":"pool-1"}"""));
        await invocation.AnswerAsync();

        Assert.Equal(invocation.Id, (string?)seen!["id"]);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:demo", (string?)seen["arn"]);
        Assert.Equal("Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1", (string?)seen["trace"]);
        Assert.Equal((string?)seen["trace"], (string?)seen["variable"]);
        Assert.Equal("echo", (string?)seen["custom"]);
        Assert.Equal("""{"principal":"demo"}""", (string?)seen["nested"]);
        Assert.Equal("de", (string?)seen["environment"]);
        Assert.Equal("demo", (string?)seen["title"]);
        Assert.Equal("id-1", (string?)seen["identity"]);
        Assert.Equal("pool-1", (string?)seen["pool"]);
        Assert.InRange((double)seen["remaining"]!, 20, 30);
    }

    [Fact]
    public async Task Without_headers_of_the_caller_its_context_is_empty_and_not_null()
    {
        ILambdaContext? context = null;
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create((Stream _, ILambdaContext given) =>
        {
            context = given;
            return Task.FromResult(Stream.Null);
        }));

        await function.Api.Invoke("{}").AnswerAsync();

        Assert.Null(context!.ClientContext.Custom);
        Assert.Null(context.ClientContext.Client);
        Assert.Null(context.Identity.IdentityId);
        Assert.Equal("", context.TraceId);
    }

    [Fact]
    public async Task Stopping_ends_the_wait_for_an_event()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(Reverse));
        await function.Api.Invoke("\"a\"").AnswerAsync();

        function.Stop();

        await function.Running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Stopping_lets_the_invocation_that_runs_finish()
    {
        TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource leave = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(async (Stream input) =>
        {
            entered.SetResult();
            await leave.Task;
            return input;
        }));
        FakeInvocation invocation = function.Api.Invoke("\"last\"");
        await entered.Task;

        function.Stop();
        leave.SetResult();

        Assert.Equal("\"last\"", (await invocation.AnswerAsync()).Text);
        await function.Running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_Runtime_API_the_message_says_what_is_missing()
    {
        LambdaBootstrap bootstrap = LambdaBootstrapBuilder.Create(Reverse).ConfigureOptions(options => options.RuntimeApiEndpoint = "nonsense").Build();

        InvalidOperationException error = await Assert.ThrowsAsync<InvalidOperationException>(() => bootstrap.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("host:port", error.Message, StringComparison.Ordinal);
    }

    private static Task<Stream> Reverse(Stream input)
    {
        using StreamReader reader = new(input);
        char[] text = reader.ReadToEnd().ToCharArray();
        Array.Reverse(text);
        return Task.FromResult<Stream>(new MemoryStream(Encoding.UTF8.GetBytes(text)));
    }
}
