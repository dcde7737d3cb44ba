using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.Telemetry;

/// <summary>What the deployment writes down of decisions, calls and changes.</summary>
public sealed class RecordTests(LocalDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Fact]
    public async Task A_call_is_one_line_with_everything_that_leads_to_its_function_and_its_metrics()
    {
        const string Trace = "00-7c9a1f0b3d5e4a6c8b2d4f6a8c0e1234-b7ad6b7169203331-01";
        await DigestedAsync();
        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"customer-by-id","arguments":{"customerId":"C-1001"}}}""",
            await _http.OpenSessionAsync(), request => request.Headers.Add("traceparent", Trace));

        var record = await RecordedLines.OneAsync(stack, line => line.Text("traceId") == "7c9a1f0b3d5e4a6c8b2d4f6a8c0e1234");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(
            "invocation tool tools/call customer-by-id default ok 1 test 2025-11-25",
            string.Join(' ', ((string[])["audit", "kind", "method", "name", "principal", "outcome", "attempts", "clientName", "protocolVersion"]).Select(name => record.Text(name))));
        Assert.EndsWith(":function:mcp-sample-customer-by-id", record.Text("target"), StringComparison.Ordinal);
        Assert.All(["functionRequestId", "apiRequestId", "targetRequestId", "sessionDigest", "xrayTraceId"], name => Assert.NotEmpty(record.Text(name)!));
        Assert.StartsWith("hmac-sha256:", record.Text("argumentDigest"), StringComparison.Ordinal);
        Assert.Equal(("mcp-endpoint", "customer-by-id", "1", "0"), (record.Text("Service"), record.Text("Tool"), record.Text("Calls"), record.Text("Errors")));
        Assert.StartsWith("LambdaMcp/", record.GetProperty("_aws").GetProperty("CloudWatchMetrics")[0].Text("Namespace"), StringComparison.Ordinal);
    }

    // Calls the tool until a record of it has a digest: an instance that has just started does not wait long for the key.
    private async Task DigestedAsync()
    {
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            var trace = Guid.NewGuid().ToString("N");
            using var _ = await _http.PostAsync(
                """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"customer-by-id","arguments":{"customerId":"C-1001"}}}""",
                await _http.OpenSessionAsync(), request => request.Headers.Add("traceparent", $"00-{trace}-b7ad6b7169203331-01"));
            if ((await RecordedLines.OneAsync(stack, line => line.Text("traceId") == trace)).Text("argumentDigest") is not null)
                return;
        }
    }

    [Fact]
    public async Task Equal_arguments_have_equal_digests_in_every_instance()
    {
        const string Name = "digest-of-equal-arguments";
        await using var tool = await Registered.AddAsync(stack, Name, "private-echo");
        var session = await _http.OpenSessionAsync();

        // An instance that has just started does not wait long for the key: its first record may have no digest.
        IReadOnlyList<JsonElement> records = [];
        string[] digests = [];
        for (var attempt = 1; attempt <= 10 && digests.Length < 3; attempt++)
        {
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => _http.CallAsync(session, Name, """{"a":1}""")));
            records = await RecordedLines.ReadAsync(stack, line => line.Text("name") == Name && line.Text("audit") == "invocation", 3 * attempt);
            digests = [.. records.Select(record => record.Text("argumentDigest")).OfType<string>()];
        }

        Assert.True(digests.Length >= 3, $"{digests.Length} of {records.Count} records have digests.");
        Assert.Single(digests.Distinct());
    }

    [Fact]
    public async Task The_authorizer_writes_down_whom_it_lets_in_and_whom_it_does_not()
    {
        await _http.OpenSessionAsync();
        using var refused = await _http.PostAsync("{}", change: request => request.Headers.Authorization = new("Bearer", "nobodys-token-of-telemetry-1"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await RecordedLines.ReadAsync(stack, line => IsDecision(line, "granted", "granted") && line.Text("principal") == "default");
        await RecordedLines.ReadAsync(stack, line => IsDecision(line, "refused", "unauthorized") && line.Text("reason") == "invalid_token");

        static bool IsDecision(JsonElement line, string outcome, string counted) =>
            (line.Text("audit"), line.Text("Service"), line.Text("outcome"), line.Text("Outcome")) == ("decision", "mcp-authorizer", outcome, counted);
    }

    [Fact]
    public async Task A_change_of_the_registrations_names_the_administrator()
    {
        const string Name = "recorded-change";
        var tool = await Registered.AddAsync(stack, Name, "private-echo", more: $$"""{"fixedArguments":{"key":"{{SecretWatch.Planted}}"} }"""[1..^1]);
        await tool.DisposeAsync();

        var changes = await RecordedLines.ReadAsync(stack, line => line.Text("audit") == "registration" && line.Text("name") == $"tool-{Name}", 2);
        // Two processes' lines come in no order.
        Assert.Equal(["create done", "delete done"], changes.Select(change => $"{change.Text("operation")} {change.Text("outcome")}").Order(StringComparer.Ordinal));
        Assert.All(changes, change => Assert.StartsWith("arn:aws", change.Text("principal"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_functions_first_line_of_metrics_tells_of_its_cold_start()
    {
        await _http.OpenSessionAsync();

        var starts = await RecordedLines.ReadAsync(stack, line => line.Text("audit") == "start" && line.Text("Service") is "mcp-endpoint", 1);
        Assert.All(starts, start => Assert.Equal("1", start.Text("ColdStarts")));
    }

    [Fact]
    public async Task A_request_without_a_trace_of_its_own_gets_X_Rays_and_one_that_is_not_well_formed_goes_nowhere()
    {
        const string Name = "traced-echo";
        await using var tool = await Registered.AddAsync(stack, Name, "private-echo");
        var session = await _http.OpenSessionAsync();
        using var answer = await _http.PostAsync(
            $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"{{{Name}}}","arguments":{},"_meta":{"traceparent":"made-up-by-a-client","baggage":"k={{{SecretWatch.Planted}}}"} } }""",
            session);

        var record = await RecordedLines.OneAsync(stack, line => line.Text("name") == Name && line.Text("audit") == "invocation");
        Assert.Equal(record.Text("xrayTraceId")!.Replace("-", "", StringComparison.Ordinal)[1..], record.Text("traceId"));
    }

    public void Dispose() => _http.Dispose();
}
