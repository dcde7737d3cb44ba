using System.Net;
using Amazon.Lambda;
using Amazon.Lambda.Model;
using Amazon.Runtime;
using Microsoft.AspNetCore.Http;

namespace Packages.Tests.Sdk;

public sealed class LambdaErrorTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(404, "ResourceNotFoundException", typeof(ResourceNotFoundException))]
    [InlineData(413, "RequestTooLargeException", typeof(RequestTooLargeException))]
    [InlineData(400, "InvalidRequestContentException", typeof(InvalidRequestContentException))]
    [InlineData(400, "InvalidParameterValueException", typeof(InvalidParameterValueException))]
    [InlineData(409, "ResourceConflictException", typeof(ResourceConflictException))]
    [InlineData(403, "AccessDeniedException", typeof(AmazonLambdaException))]
    public async Task A_refusal_has_its_class_code_message_and_status(int status, string code, Type expected)
    {
        await using var aws = await FakeAws.StartAsync((_, response) => RefuseAsync(response, status, code, "No, because."));
        using var client = aws.Lambda();

        var error = await Assert.ThrowsAnyAsync<AmazonLambdaException>(() => InvokeAsync(client));

        Assert.IsType(expected, error);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal("No, because.", error.Message);
        Assert.Equal((HttpStatusCode)status, error.StatusCode);
        Assert.Equal("request-1", error.RequestId);
        Assert.Single(aws.Requests);
    }

    [Fact]
    public async Task A_throttle_is_retried_and_then_told_with_its_reason()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
        {
            response.Headers.RetryAfter = "0";
            return RefuseAsync(response, 429, "TooManyRequestsException", "Rate Exceeded.", ""","Reason":"CallerRateLimitExceeded" """);
        });
        using var client = aws.Lambda(config => config.MaxErrorRetry = 1);

        var error = await Assert.ThrowsAsync<TooManyRequestsException>(() => InvokeAsync(client));

        Assert.Equal("CallerRateLimitExceeded", error.Reason);
        Assert.Equal("0", error.RetryAfterSeconds);
        Assert.Equal(2, aws.Requests.Count);
    }

    [Fact]
    public async Task Retries_are_the_standard_ones_and_each_is_signed_with_the_whole_payload()
    {
        var calls = 0;
        await using var aws = await FakeAws.StartAsync((_, response) => Interlocked.Increment(ref calls) < 3
            ? RefuseAsync(response, 500, "ServiceException", "Later.")
            : response.WriteAsync("1"));
        using var client = aws.Lambda();

        await InvokeAsync(client);

        Assert.Equal(RequestRetryMode.Standard, client.Config.RetryMode);
        Assert.Equal(3, aws.Requests.Count);
        Assert.All(aws.Requests, request =>
        {
            Assert.Equal("{}", request.Text);
            SignatureV4.AssertSigns(request, "lambda", "eu-west-1");
        });
    }

    [Fact]
    public async Task A_refusal_that_is_not_JSON_is_still_told_by_its_status()
    {
        await using var aws = await FakeAws.StartAsync(static (_, response) =>
        {
            response.StatusCode = 403;
            return response.WriteAsync("<html>Forbidden</html>");
        });
        using var client = aws.Lambda();

        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(() => InvokeAsync(client));

        Assert.Equal(HttpStatusCode.Forbidden, error.StatusCode);
    }

    private static Task<InvokeResponse> InvokeAsync(AmazonLambdaClient client) =>
        client.InvokeAsync(new InvokeRequest { FunctionName = "echo", Payload = "{}" }, Cancel);

    private static Task RefuseAsync(HttpResponse response, int status, string code, string message, string more = "")
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.Headers["x-amzn-ErrorType"] = code;
        response.Headers["x-amzn-RequestId"] = "request-1";
        return response.WriteAsync($$"""{"Type":"User","Message":"{{message}}"{{more}}}""");
    }
}
