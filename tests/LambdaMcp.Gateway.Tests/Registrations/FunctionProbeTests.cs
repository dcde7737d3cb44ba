using System.Text.Json;
using LambdaMcp.Gateway.Registrations;
using LambdaMcp.Gateway.Registrations.Probes;
using LambdaMcp.Gateway.Targets;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Gateway.Tests.Registrations;

public sealed class FunctionProbeTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";
    private static readonly CancellationToken Cancel = TestContext.Current.CancellationToken;

    private readonly ScriptedInvoker _invoker = new();
    private TargetUnavailableException? _denied;

    [Fact]
    public async Task A_function_that_speaks_MCP_is_pinged()
    {
        _invoker.StreamOf = request =>
        {
            var message = JsonDocument.Parse(request.Payload).RootElement;
            Assert.Equal("ping", message.GetProperty("method").GetString());
            return Lines($$$"""{"jsonrpc":"2.0","id":{{{message.GetProperty("id").GetRawText()}}},"result":{}}""");
        };

        Assert.Equal(["exists passed", "permission passed", "answers passed"], await ProbeAsync("""{"type":"target","name":"t"}"""));
    }

    [Fact]
    public async Task A_function_that_knows_no_ping_has_answered()
    {
        _invoker.StreamOf = request => Lines(
            $$$"""{"jsonrpc":"2.0","id":{{{JsonDocument.Parse(request.Payload).RootElement.GetProperty("id").GetRawText()}}},"error":{"code":-32601,"message":"No."}}""");

        Assert.Contains("answers passed", await ProbeAsync("""{"type":"tool","name":"t","description":"d","contract":"mcp"}"""));
        _invoker.StreamOf = _ => Lines("no JSON-RPC");
        Assert.Contains("answers failed", await ProbeAsync("""{"type":"tool","name":"t","description":"d","contract":"mcp"}"""));
    }

    [Fact]
    public async Task Nothing_else_is_called_without_arguments()
    {
        Assert.Equal(["exists passed", "permission passed", "answers not asked"], await ProbeAsync("""{"type":"tool","name":"t","description":"d"}"""));
        Assert.Empty(_invoker.Requests);
    }

    [Theory]
    [InlineData("""{"ok":true}""", null, "answers passed")]
    [InlineData("""{"ok":1}""", null, "answers failed")]
    [InlineData("""{"errorMessage":"Broken."}""", "Unhandled", "answers failed")]
    public async Task With_arguments_a_tool_is_called_as_a_client_would(string answer, string? error, string outcome)
    {
        _invoker.Answer = ScriptedInvoker.Json(answer, error);

        var checks = await ProbeAsync(
            """{"type":"tool","name":"t","description":"d","enabled":false,"scopes":["x"],"parameters":{"a":"string"},"outputSchema":{"type":"object","properties":{"ok":{"type":"boolean"}}}}""",
            """{"a":"b"}""");

        Assert.Equal(outcome, checks[2]);
        Assert.Equal("answers failed", (await ProbeAsync("""{"type":"tool","name":"t","description":"d","parameters":{"a":"string"}}""", "{}"))[2]);
        Assert.Single(_invoker.Requests);
    }

    [Fact]
    public async Task Resources_and_prompts_are_asked_for_too()
    {
        _invoker.Answer = ScriptedInvoker.Json("\"text\"");
        Assert.Equal("answers passed", (await ProbeAsync("""{"type":"prompt","name":"p"}""", "{}"))[2]);
        Assert.Equal("answers passed", (await ProbeAsync("""{"type":"resource","name":"r","uri":"test://b"}""", "{}"))[2]);
        Assert.Equal("answers passed", (await ProbeAsync("""{"type":"resource-template","name":"r","uriTemplate":"test://{x}"}""", """{"uri":"test://b"}"""))[2]);
        Assert.Equal("answers failed", (await ProbeAsync("""{"type":"resource-template","name":"r","uriTemplate":"test://{x}"}""", "{}"))[2]);
    }

    [Theory]
    [InlineData(TargetFailure.NotFound, "exists failed", "permission not asked")]
    [InlineData(TargetFailure.AccessDenied, "exists not asked", "permission failed")]
    [InlineData(TargetFailure.Throttled, "exists not asked", "permission not asked")]
    public async Task What_cannot_be_invoked_is_told_from_what_is_not_there(TargetFailure failure, string exists, string permission)
    {
        _denied = new(failure, "No.");

        Assert.Equal([exists, permission, "answers not asked"], await ProbeAsync("""{"type":"target","name":"t"}"""));
        Assert.Empty(_invoker.Requests);
    }

    [Fact]
    public async Task Other_events_are_none_of_its_business()
    {
        var probe = Probe();
        foreach (var other in new[] { """{"taskId":"t","round":1}""", "[]", "no", """{"probe":1}""", """{"probe":{"registration":{}}}""" })
            Assert.Null(await probe.TryAnswerAsync(System.Text.Encoding.UTF8.GetBytes(other), Cancel));
    }

    [Fact]
    public async Task A_worker_that_cannot_look_fails_no_check()
    {
        var registration = Registration("""{"type":"target","name":"t"}""");
        var worker = new WorkerProbe(_invoker, "worker");
        _invoker.Answer = ScriptedInvoker.Json("{}", "Unhandled");
        Assert.All(await worker.CheckAsync(registration, null, Cancel), check => Assert.Equal(ProbeOutcome.NotAsked, check.Outcome));
        _invoker.Answer = ScriptedInvoker.Json("{}");
        Assert.All(await worker.CheckAsync(registration, null, Cancel), check => Assert.Equal(ProbeOutcome.NotAsked, check.Outcome));
        _invoker.Answer = ScriptedInvoker.Json("""{"checks":[{"check":"exists","outcome":"failed","message":"No."}]}""");
        Assert.Equal(new ProbeCheck("exists", ProbeOutcome.Failed, "No."), Assert.Single(await worker.CheckAsync(registration, null, Cancel)));
        Assert.All(_invoker.Requests, request => Assert.Equal("worker", request.FunctionArn));
    }

    private static IReadOnlyList<TargetStreamEvent> Lines(string text) =>
        [new TargetChunk(System.Text.Encoding.UTF8.GetBytes(text + "\n")), new TargetStreamEnd(null, null, "target-request")];

    private static Registration Registration(string body)
    {
        var reader = new RegistrationReader(JsonDocument.Parse($"{{\"lambdaArn\":\"{Arn}\",{body[1..]}").RootElement);
        var registration = reader.Read();
        Assert.Empty(reader.Faults);
        return registration;
    }

    private FunctionProbe Probe() => new(new Check(this), _invoker, NullLoggerFactory.Instance);

    private async Task<string[]> ProbeAsync(string body, string? arguments = null)
    {
        var json = ProbeJson.WriteEvent(Registration(body), arguments is null ? null : JsonDocument.Parse(arguments).RootElement);
        var answer = await Probe().TryAnswerAsync(json, Cancel);
        return [.. ProbeJson.ReadAnswer(answer!.Value).Select(check => $"{check.Name} {(check.Outcome == ProbeOutcome.NotAsked ? "not asked" : check.Outcome.ToString().ToLowerInvariant())}")];
    }

    private sealed class Check(FunctionProbeTests test) : IInvocationCheck
    {
        public Task CheckAsync(string functionArn, CancellationToken cancellationToken) => test._denied is { } denied ? throw denied : Task.CompletedTask;
    }
}
