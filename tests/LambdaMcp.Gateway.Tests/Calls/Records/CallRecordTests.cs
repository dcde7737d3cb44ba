using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Targets;
using LambdaMcp.Gateway.Validation;
using LambdaMcp.Telemetry.Arguments;
using LambdaMcp.Telemetry.Records;

namespace LambdaMcp.Gateway.Tests.Calls.Records;

public sealed class CallRecordTests
{
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly CallBench _bench = new();

    [Fact]
    public async Task A_call_is_one_record()
    {
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"secret":"planted"}""");

        await _bench.CallAsync("""{"card":"planted"}""");

        var record = _bench.Records.Single();
        Assert.Equal(
            $"invocation tool tools/call find alice {CallBench.Function} ok 18 20 1 target-request 2025-11-25 0af7651916cd43dd8448eb211c80319c",
            Seen(record, "audit", "kind", "method", "name", "principal", "target", "outcome", "requestBytes", "responseBytes", "attempts", "targetRequestId", "protocolVersion", "traceId"));
        Assert.DoesNotContain("planted", _bench.Records.Text, StringComparison.Ordinal);
        Assert.StartsWith("hmac-sha256:", record.GetProperty("argumentDigest").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_fails_says_how_in_a_word()
    {
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"errorMessage":"planted"}""", "Unhandled");
        await _bench.CallAsync();
        _bench.Invoker.Failure = new(TargetFailure.AccessDenied, "planted");
        await _bench.CallAsync();
        _bench.Invoker.Failure = null;
        _bench.Invoker.Answer = ScriptedInvoker.Json("""{"content":[],"isError":true}""");
        await _bench.CallAsync();

        Assert.Equal(["tool_error function_error", "tool_error access_denied", "tool_error -"], _bench.Records.All.Select(record => Seen(record, "outcome", "code")));
        Assert.All(_bench.Records.All, record => Assert.Equal(1, record.GetProperty("Errors").GetInt32()));
        Assert.DoesNotContain("planted", _bench.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_called_is_refused_and_no_error_of_the_tool()
    {
        _bench.Registration = _bench.Registration with { InputSchema = CallBench.Json("""{"type":"object","required":["id"]}""") };

        await _bench.CallAsync();
        await _bench.Tools.CallAsync(Requests.Call(), "planted-unknown", default, Cancel);

        Assert.Equal(["refused invalid_arguments -", "refused unknown -"], _bench.Records.All.Select(record => Seen(record, "outcome", "code", "Errors")));
    }

    [Fact]
    public async Task A_result_that_was_kept_is_cached_and_called_nobody()
    {
        _bench.ReadOnly(cacheSeconds: 60);

        await _bench.CallAsync();
        await _bench.CallAsync();

        Assert.Equal(["- 1", "True -"], _bench.Records.All.Select(record => Seen(record, "cached", "attempts")));
        Assert.Single(_bench.Records.All.Select(record => record.GetProperty("argumentDigest").GetString()).Distinct());
    }

    [Fact]
    public async Task The_failure_that_opens_the_breaker_is_told_once()
    {
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");

        for (var call = 0; call < 6; call++)
            await _bench.CallAsync();

        Assert.Equal(4, Array.FindIndex([.. _bench.Records.All], record => record.TryGetProperty("BreakerOpened", out _)));
        Assert.Single(_bench.Records.All, record => record.TryGetProperty("BreakerOpened", out _));
        Assert.Equal("tool_error target_unavailable -", Seen(_bench.Records.All[5], "outcome", "code", "attempts"));
    }

    [Fact]
    public async Task A_call_that_a_client_gives_up_is_cancelled()
    {
        using var gone = new CancellationTokenSource();
        _bench.Invoker.BeforeAnswer = async token =>
        {
            await gone.CancelAsync();
            token.ThrowIfCancellationRequested();
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bench.ResultAsync(cancellationToken: gone.Token));

        Assert.Equal("cancelled", Seen(_bench.Records.Single(), "outcome"));
    }

    [Fact]
    public async Task Arguments_are_there_with_their_values_replaced_where_that_is_configured()
    {
        _bench.Records = new(new() { Arguments = ArgumentForm.Redacted, ArgumentNames = new HashSet<string> { "id" } });

        await _bench.CallAsync("""{"id":"C-1","card":"planted"}""");

        Assert.Equal("""{"id":"C-1","card":"\u003Cstring\u003E"}""", _bench.Records.Single().GetProperty("arguments").GetRawText());
    }

    [Fact]
    public async Task Values_that_a_registration_fixes_are_in_no_record()
    {
        _bench.Records = new(new() { Arguments = ArgumentForm.Redacted, ArgumentNames = new HashSet<string> { "key", "id" } });
        _bench.Registration = _bench.Registration with { FixedArguments = CallBench.Json("""{"key":"planted"}""") };

        await _bench.CallAsync("""{"id":"C-1"}""");

        Assert.Contains("planted", System.Text.Encoding.UTF8.GetString(_bench.Invoker.Requests[0].Payload.Span), StringComparison.Ordinal);
        Assert.DoesNotContain("planted", _bench.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prompts_resources_and_completions_are_invocations_too()
    {
        var gateway = new Gateway(
            Registered(RegistrationType.Prompt, "prompt-warn") with { Arguments = CallBench.Json("""[{"name":"who"}]"""), Completion = true },
            Registered(RegistrationType.ResourceTemplate, "template-file") with { UriTemplate = "file://{id}" });
        gateway.Answering("\"Beware.\"");

        await gateway.Prompts.GetAsync(Requests.Of("prompts/get"), "warn", CallBench.Json("""{"who":"planted"}"""), Cancel);
        await gateway.Resources.ReadAsync(Requests.Of("resources/read"), "file://planted", Cancel);
        await Assert.ThrowsAnyAsync<Exception>(async () => await gateway.Completion.CompleteAsync(Requests.Of("completion/complete"), new("ref/prompt", "warn", "who", "planted", default), Cancel));

        Assert.Equal(["prompt prompts/get warn ok -", "resource resources/read file ok -", "completion completion/complete warn error invalid_answer"], gateway.Records.All.Select(record =>
            Seen(record, "kind", "method", "name", "outcome", "code")));
        Assert.DoesNotContain("planted", gateway.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_there_for_the_caller_is_refused_whatever_it_is()
    {
        var gateway = new Gateway(Registered(RegistrationType.ResourceTemplate, "template-file") with { UriTemplate = "file://{id}", Scopes = ["more"] });

        Assert.Null(await gateway.Prompts.GetAsync(Requests.Of("prompts/get"), "warn", default, Cancel));
        Assert.Null(await gateway.Resources.ReadAsync(Requests.Of("resources/read"), "file://planted", Cancel));
        Assert.Null(await gateway.Completion.CompleteAsync(Requests.Of("completion/complete"), new("ref/prompt", "warn", "who", "planted", default), Cancel));
        Assert.Null(await gateway.Completion.CompleteAsync(Requests.Of("completion/complete"), new("ref/resource", "file://{id}", "id", "planted", default), Cancel));

        Assert.Equal(
            ["prompt warn refused unknown -", "resource - refused unknown -", "completion warn refused unknown -", "completion - refused unknown -"],
            gateway.Records.All.Select(record => Seen(record, "kind", "name", "outcome", "code", "Calls")));
        Assert.DoesNotContain("planted", gateway.Records.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_record_is_an_event_in_the_embedded_metric_format()
    {
        await _bench.CallAsync();
        _bench.Invoker.Failure = new(TargetFailure.Unavailable, "no");
        for (var call = 0; call < 6; call++)
            await _bench.CallAsync();
        _bench.Records.Log.Write(new Decision(DecisionOutcome.Granted));
        _bench.Records.Log.Write(new Decision(DecisionOutcome.Limited));
        _bench.Records.Log.WriteStart();

        var schema = JsonSchemaDocument.Compile(JsonDocument.Parse(typeof(CallRecordTests).Assembly.GetManifestResourceStream("emf.schema.json")!).RootElement);
        Assert.All(_bench.Records.All, record =>
        {
            Assert.Empty(schema.Validate(record));
            foreach (var directive in record.GetProperty("_aws").GetProperty("CloudWatchMetrics").EnumerateArray())
            {
                Assert.All(directive.GetProperty("Dimensions")[0].EnumerateArray(), dimension => Assert.Equal(JsonValueKind.String, record.GetProperty(dimension.GetString()!).ValueKind));
                Assert.All(directive.GetProperty("Metrics").EnumerateArray(), metric => Assert.Equal(JsonValueKind.Number, record.GetProperty(metric.GetProperty("Name").GetString()!).ValueKind));
            }
        });
    }

    private static Registration Registered(RegistrationType type, string id) => new() { Id = id, Type = type, Name = id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..], LambdaArn = CallBench.Function, Description = "It." };

    private static string Seen(JsonElement record, params string[] names) => string.Join(' ', names.Select(name => record.TryGetProperty(name, out var value) ? value.ToString() : "-"));
}
