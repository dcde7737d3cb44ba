using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;

namespace Packages.Tests.Hosting;

[Collection("Runtime API")]
public sealed class BootstrapErrorTests
{
    [Fact]
    public async Task What_the_handler_throws_becomes_Lambdas_error_document()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(
            (Stream _) => Task.FromException<Stream>(Thrown("no \"customer\"\nü", new TimeoutException("slow")))));

        FakeAnswer answer = await function.Api.Invoke("{}").AnswerAsync();

        Assert.True(answer.IsError);
        Assert.Equal("ArgumentException", answer.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("ArgumentException", (string?)answer.Json["errorType"]);
        Assert.Equal("no \"customer\"\nü", (string?)answer.Json["errorMessage"]);
        Assert.Contains(nameof(Thrown), (string?)answer.Json["stackTrace"]![0], StringComparison.Ordinal);
        Assert.Equal("TimeoutException", (string?)answer.Json["cause"]!["errorType"]);
    }

    [Fact]
    public async Task A_failed_invocation_does_not_end_the_function()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create(
            (Stream input) => input.Length > 2 ? Task.FromResult(input) : throw new InvalidOperationException("empty")));

        Assert.True((await function.Api.Invoke("{}").AnswerAsync()).IsError);
        Assert.False((await function.Api.Invoke("{ }").AnswerAsync()).IsError);
    }

    [Fact]
    public async Task An_event_that_is_not_what_the_handler_takes_names_the_type()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create<Greeting, Greeting>(
            greeting => Task.FromResult(greeting), new Amazon.Lambda.Serialization.SystemTextJson.SourceGeneratorLambdaJsonSerializer<GreetingJson>()));

        FakeAnswer answer = await function.Api.Invoke("[1]").AnswerAsync();

        Assert.Equal("JsonSerializerException", (string?)answer.Json["errorType"]);
        Assert.Contains(typeof(Greeting).FullName!, (string?)answer.Json["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_initialization_is_reported_and_ends_the_function()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder
            .Create((Stream input) => Task.FromResult(input))
            .UseBootstrapHandler(() => throw new IOException("no configuration")));

        FakeAnswer error = await function.Api.InitializationError.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Equal("IOException", error.Headers["Lambda-Runtime-Function-Error-Type"]);
        Assert.Equal("no configuration", (string?)error.Json["errorMessage"]);
        await Assert.ThrowsAsync<IOException>(() => function.Running);
    }

    [Fact]
    public async Task An_answer_that_Lambda_refuses_does_not_end_the_function()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(
            () => LambdaBootstrapBuilder.Create((Stream input) => Task.FromResult(input)), api => api.AnswerStatus = 413);

        await function.Api.Invoke("1").AnswerAsync();
        FakeAnswer next = await function.Api.Invoke("2").AnswerAsync();

        Assert.Equal("2", next.Text);
    }

    [Fact]
    public async Task A_server_error_of_the_Runtime_API_ends_the_function()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(
            () => LambdaBootstrapBuilder.Create((Stream input) => Task.FromResult(input)), api => api.AnswerStatus = 500);

        await function.Api.Invoke("1").AnswerAsync();

        IOException error = await Assert.ThrowsAsync<IOException>(() => function.Running.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        Assert.Contains("500", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_context_that_is_not_JSON_fails_only_the_handler_that_reads_it()
    {
        await using RunningFunction function = await RunningFunction.StartAsync(() => LambdaBootstrapBuilder.Create((Stream input, ILambdaContext context) =>
            Task.FromResult(context.ClientContext.Custom is null ? input : input)));

        FakeAnswer failed = await function.Api.Invoke("1", ("Lambda-Runtime-Client-Context", "{")).AnswerAsync();
        FakeAnswer next = await function.Api.Invoke("2").AnswerAsync();

        Assert.True(failed.IsError);
        Assert.Equal("2", next.Text);
    }

    private static ArgumentException Thrown(string message, Exception cause)
    {
        try
        {
            throw new ArgumentException(message, cause);
        }
        catch (ArgumentException error)
        {
            return error;
        }
    }
}
