using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class InvocationRulesTests
{
    private const string Waiting = """
        import os, time
        def handler(event, context):
            print("waiting", event, ".")
            while not os.path.exists(os.path.join(os.environ["SHARED"], "go")):
                time.sleep(0.005)
            return event
        """;

    [Theory]
    [InlineData("orders", true)]
    [InlineData("orders:$LATEST", true)]
    [InlineData("function:orders", true)]
    [InlineData("123456789012:function:orders", true)]
    [InlineData("123456789012:function:orders:$LATEST", true)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:orders", true)]
    [InlineData("arn:aws:lambda:us-east-1:123456789012:function:orders:$LATEST", true)]
    [InlineData("orders:live", false)]
    [InlineData("999999999999:function:orders", false)]
    [InlineData("arn:aws:lambda:eu-west-1:123456789012:function:orders", false)]
    [InlineData("order", false)]
    [InlineData("orders/../orders", false)]
    [InlineData("", false)]
    public async Task A_function_is_found_by_every_form_of_its_name(string name, bool found)
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("orders", "provided.al2023", "h", "f", "");

        Assert.Same(found ? function : null, lambda.Service.Find(name));
    }

    [Fact]
    public async Task Two_functions_with_one_name_are_refused()
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("orders", "provided.al2023", "h", "f", "");

        Assert.Throws<ArgumentException>(() => lambda.Service.Add(function));
    }

    [Theory]
    [InlineData("{", 400, "InvalidRequestContentException")]
    [InlineData("{} {}", 400, "InvalidRequestContentException")]
    [InlineData(null, 413, "RequestTooLargeException")]
    public async Task An_event_that_is_no_JSON_or_too_large_is_refused(string? payload, int status, string type)
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("orders", "provided.al2023", "h", "f", "");
        payload ??= $"\"{new string('x', InvocationLimits.Request)}\"";

        var refusal = await Assert.ThrowsAsync<LambdaRejectedException>(() => lambda.InvokeAsync(function, payload));

        Assert.Equal((status, type), (refusal.StatusCode, refusal.ErrorType));
    }

    [Theory]
    [InlineData("not base64!")]
    [InlineData("WzFd")]
    [InlineData("ey1d")]
    public async Task A_client_context_that_is_no_JSON_object_in_base64_is_refused(string context)
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("orders", "provided.al2023", "h", "f", "");

        var refusal = await Assert.ThrowsAsync<LambdaRejectedException>(() =>
            lambda.Service.InvokeAsync(function, new InvocationRequest("{}"u8.ToArray()) { ClientContext = context }, LambdaHarness.Cancellation));

        Assert.Equal("InvalidRequestContentException", refusal.ErrorType);
    }

    [Fact]
    public async Task Reserved_concurrency_of_none_refuses_every_call()
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("orders", "provided.al2023", "h", "f", "", function => function with { ReservedConcurrency = 0 });

        var refusal = await Assert.ThrowsAsync<LambdaRejectedException>(() => lambda.InvokeAsync(function));

        Assert.Equal(429, refusal.StatusCode);
        Assert.Equal("ReservedFunctionConcurrentInvocationLimitExceeded", refusal.Reason);
    }

    [Fact]
    public async Task A_call_beyond_the_reserved_concurrency_is_throttled_and_one_after_it_is_not()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(Waiting, configure: function => function with { ReservedConcurrency = 1 });

        var first = lambda.CallAsync(function, "1");
        await lambda.LineAsync("waiting 1");
        var refusal = await Assert.ThrowsAsync<LambdaRejectedException>(() => lambda.InvokeAsync(function, "2"));
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);
        await first;

        Assert.Equal((429, "ReservedFunctionConcurrentInvocationLimitExceeded"), (refusal.StatusCode, refusal.Reason));
        Assert.Equal(3, (int)(await lambda.CallAsync(function, "3")).Answer!);
    }

    [Fact]
    public async Task A_call_beyond_what_the_machine_may_run_waits_its_turn()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness(options => options with { MaxEnvironmentsPerFunction = 1 });
        var function = lambda.AddPython(Waiting);

        var first = lambda.CallAsync(function, "1");
        await lambda.LineAsync("waiting 1");
        var second = lambda.CallAsync(function, "2");
        var third = lambda.CallAsync(function, "3");
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);

        var calls = await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2, 3], calls.Select(call => (int)call.Answer!));
    }

    [Fact]
    public async Task A_cancelled_call_leaves_the_function_running()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(Waiting + "\n" + """
            wait = handler
            def handler(event, context):
                wait(event, context)
                print("ran to its end")
            """);
        using var cancellation = new CancellationTokenSource();

        var call = lambda.Service.InvokeAsync(function, new InvocationRequest("1"u8.ToArray()), cancellation.Token);
        await lambda.LineAsync("waiting 1");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);

        await lambda.LineAsync("ran to its end");
    }

    [Fact]
    public async Task An_event_is_answered_at_once_and_retried_twice_with_its_request_id()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness(options => options with { EventRetryDelays = (TimeSpan.FromMilliseconds(10), TimeSpan.FromMilliseconds(20)) });
        lambda.AddPython("""
            import os
            def handler(event, context):
                path = os.path.join(os.environ["SHARED"], "count")
                with open(path, "a") as file:
                    file.write("x")
                tries = os.path.getsize(path)
                print("try", tries, context.aws_request_id, context.client_context)
                raise RuntimeError("no")
            """);
        using var client = await lambda.ServeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/py/invocations") { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Invocation-Type", "Event");

        using var response = await client.SendAsync(request, LambdaHarness.Cancellation);
        var third = await lambda.LineAsync("try 3");
        await lambda.Service.DisposeAsync();

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        Assert.Equal("", await response.Content.ReadAsStringAsync(LambdaHarness.Cancellation));
        Assert.Equal($"try 3 {response.Headers.GetValues("x-amzn-RequestId").Single()} None", third);
        Assert.DoesNotContain(lambda.Lines, line => line.StartsWith("try 4", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("POST", "/2015-03-31/functions/none/invocations", "{}", 404, "ResourceNotFoundException")]
    [InlineData("POST", "/2015-03-31/functions/orders/invocations?Qualifier=live", "{}", 404, "ResourceNotFoundException")]
    [InlineData("POST", "/2015-03-31/functions/orders/invocations", "nope", 400, "InvalidRequestContentException")]
    [InlineData("POST", "/2021-11-15/functions/orders/response-streaming-invocations", "nope", 400, "InvalidRequestContentException")]
    [InlineData("POST", "/2015-03-31/functions/orders/invocations", "{}", 429, "TooManyRequestsException")]
    [InlineData("GET", "/2015-03-31/functions/none", null, 404, "ResourceNotFoundException")]
    [InlineData("GET", "/2015-03-31/functions?MaxItems=0", null, 400, "InvalidParameterValueException")]
    [InlineData("GET", "/2015-03-31/functions?Marker=?", null, 400, "InvalidParameterValueException")]
    [InlineData("GET", "/2017-03-31/tags/orders", null, 400, "InvalidParameterValueException")]
    [InlineData("DELETE", "/2015-03-31/functions/orders", null, 404, "UnknownOperationException")]
    public async Task Errors_have_the_shape_of_the_REST_JSON_protocol(string method, string path, string? body, int status, string type)
    {
        await using var lambda = new LambdaHarness();
        lambda.Add("orders", "provided.al2023", "h", "f", "", function => function with { ReservedConcurrency = 0 });
        using var client = await lambda.ServeAsync();
        using var request = new HttpRequestMessage(new HttpMethod(method), path) { Content = body is null ? null : new StringContent(body) };

        using var response = await client.SendAsync(request, LambdaHarness.Cancellation);
        var error = JsonNode.Parse(await response.Content.ReadAsStringAsync(LambdaHarness.Cancellation))!;

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal(type, response.Headers.GetValues("x-amzn-errortype").Single());
        Assert.Equal("User", (string?)error["Type"]);
        Assert.NotEmpty((string)error["Message"]!);
    }

    [Theory]
    [InlineData("RequestResponse", InvocationLimits.Request)]
    [InlineData("Event", InvocationLimits.EventRequest)]
    public async Task A_body_over_the_limit_of_its_invocation_type_is_too_large(string invocationType, int limit)
    {
        await using var lambda = new LambdaHarness();
        lambda.Add("orders", "provided.al2023", "h", "f", "");
        using var client = await lambda.ServeAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/2015-03-31/functions/orders/invocations")
        {
            Content = new StringContent($"\"{new string('x', limit - 1)}\"", Encoding.UTF8),
        };
        request.Headers.Add("X-Amz-Invocation-Type", invocationType);

        using var response = await client.SendAsync(request, LambdaHarness.Cancellation);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("RequestTooLargeException", response.Headers.GetValues("x-amzn-errortype").Single());
    }

    [Fact]
    public async Task A_request_that_is_not_authentic_is_refused_after_its_body_was_read()
    {
        var seen = "";
        await using var lambda = new LambdaHarness(options => options with
        {
            IsAuthentic = async context =>
            {
                seen = await new StreamReader(context.Request.Body).ReadToEndAsync(LambdaHarness.Cancellation);
                return context.Request.Headers.Authorization.Count > 0;
            },
        });
        lambda.Add("orders", "provided.al2023", "h", "f", "", function => function with { ReservedConcurrency = 0 });
        using var client = await lambda.ServeAsync();
        using var content = new StringContent("[1]");

        using var response = await client.PostAsync("/2015-03-31/functions/orders/invocations", content, LambdaHarness.Cancellation);
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "signed");
        using var signedContent = new StringContent("[1]");
        using var signed = await client.PostAsync("/2015-03-31/functions/orders/invocations", signedContent, LambdaHarness.Cancellation);

        Assert.Equal("[1]", seen);
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("InvalidSignatureException", response.Headers.GetValues("x-amzn-errortype").Single());
        Assert.Equal(HttpStatusCode.TooManyRequests, signed.StatusCode);
    }

    [Fact]
    public async Task Functions_are_listed_in_pages_of_fifty_at_most()
    {
        await using var lambda = new LambdaHarness();
        foreach (var number in Enumerable.Range(0, 120))
            lambda.Add($"f{number:000}", "provided.al2023", "h", "f", "");
        using var client = await lambda.ServeAsync();

        var pages = new List<string[]>();
        for (string? marker = ""; marker is not null;)
        {
            var page = JsonNode.Parse(await client.GetStringAsync($"/2015-03-31/functions/?MaxItems=1000&Marker={Uri.EscapeDataString(marker)}", LambdaHarness.Cancellation))!;
            pages.Add([.. page["Functions"]!.AsArray().Select(function => (string)function!["FunctionName"]!)]);
            marker = (string?)page["NextMarker"];
        }

        Assert.Equal([50, 50, 20], pages.Select(page => page.Length));
        Assert.Equal(Enumerable.Range(0, 120).Select(number => $"f{number:000}"), pages.SelectMany(page => page));
    }
}
