using System.Text;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class InvokeTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_request_is_what_Lambda_documents_and_is_signed()
    {
        await using var aws = await FakeAws.StartAsync(static async (_, response) =>
        {
            response.Headers["X-Amz-Executed-Version"] = "7";
            response.Headers["X-Amz-Log-Result"] = "bG9n";
            response.Headers["x-amzn-RequestId"] = "r-1";
            await response.WriteAsync("""{"ok":true}""");
        });
        using var client = aws.Lambda();

        var answer = await client.InvokeAsync(
            new InvokeRequest
            {
                FunctionName = "arn:aws:lambda:eu-west-1:123456789012:function:customer-by-id",
                Qualifier = "live",
                InvocationType = InvocationType.RequestResponse,
                LogType = LogType.Tail,
                ClientContext = """{"custom":{"mcp":"{}"}}""",
                Payload = """{"name":"Zoë"}""",
            },
            Cancel);

        var request = Assert.Single(aws.Requests);
        Assert.Equal("POST", request.Method);
        Assert.Equal(
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Acustomer-by-id/invocations", request.Path);
        Assert.Equal("Qualifier=live", request.Query);
        Assert.Equal("RequestResponse", request.Headers["X-Amz-Invocation-Type"]);
        Assert.Equal("Tail", request.Headers["X-Amz-Log-Type"]);
        Assert.Equal(
            """{"custom":{"mcp":"{}"}}""",
            Encoding.UTF8.GetString(Convert.FromBase64String(request.Headers["X-Amz-Client-Context"])));
        Assert.Equal("""{"name":"Zoë"}""", request.Text);
        SignatureV4.AssertSigns(request, "lambda", "eu-west-1");

        Assert.Equal(200, answer.StatusCode);
        Assert.Equal("7", answer.ExecutedVersion);
        Assert.Equal("bG9n", answer.LogResult);
        Assert.Null(answer.FunctionError);
        Assert.Equal("r-1", answer.ResponseMetadata.RequestId);
        Assert.Equal("""{"ok":true}""", Encoding.UTF8.GetString(answer.Payload!.ToArray()));
    }

    [Fact]
    public async Task Without_options_no_option_is_sent()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) => response.WriteAsync("null"));
        using var client = aws.Lambda();

        await client.InvokeAsync(new InvokeRequest { FunctionName = "echo" }, Cancel);

        var request = Assert.Single(aws.Requests);
        Assert.Equal("/2015-03-31/functions/echo/invocations", request.Target);
        Assert.DoesNotContain("X-Amz-Invocation-Type", request.Headers.Keys);
        Assert.DoesNotContain("X-Amz-Client-Context", request.Headers.Keys);
        Assert.Empty(request.Body);
        SignatureV4.AssertSigns(request, "lambda", "eu-west-1");
    }

    [Fact]
    public async Task A_queued_event_answers_202_without_a_payload()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
        {
            response.StatusCode = 202;
            return Task.CompletedTask;
        });
        using var client = aws.Lambda();

        var answer = await client.InvokeAsync(
            new InvokeRequest { FunctionName = "echo", InvocationType = InvocationType.Event, Payload = "{}" }, Cancel);

        Assert.Equal(202, answer.StatusCode);
        Assert.Equal(0, answer.Payload!.Length);
        Assert.Equal("Event", Assert.Single(aws.Requests).Headers["X-Amz-Invocation-Type"]);
    }

    [Fact]
    public async Task A_function_that_failed_is_an_answer_with_its_error()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
        {
            response.Headers["X-Amz-Function-Error"] = "Unhandled";
            return response.WriteAsync("""{"errorMessage":"no"}""");
        });
        using var client = aws.Lambda();

        var answer = await client.InvokeAsync(new InvokeRequest { FunctionName = "echo", Payload = "{}" }, Cancel);

        Assert.Equal("Unhandled", answer.FunctionError);
    }

    [Fact]
    public async Task A_request_without_a_function_is_refused_before_it_is_sent()
    {
        await using var aws = await FakeAws.StartAsync(static (_, _) => Task.CompletedTask);
        using var client = aws.Lambda();

        var error = await Assert.ThrowsAsync<AmazonLambdaException>(() => client.InvokeAsync(new InvokeRequest(), Cancel));

        Assert.Contains("FunctionName", error.Message, StringComparison.Ordinal);
        Assert.Empty(aws.Requests);
    }

    [Fact]
    public async Task Cancelling_ends_the_call()
    {
        var arrived = new TaskCompletionSource();
        await using var aws = await FakeAws.StartAsync(async (_, response) =>
        {
            arrived.SetResult();
            await Task.Delay(Timeout.Infinite, response.HttpContext.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        using var client = aws.Lambda();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var call = client.InvokeAsync(new InvokeRequest { FunctionName = "slow" }, cancel.Token);
        await arrived.Task;
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Single(aws.Requests);
    }
}
