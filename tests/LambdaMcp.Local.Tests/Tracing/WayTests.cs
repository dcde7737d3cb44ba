using System.Net.Http.Json;
using System.Text;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.DynamoDb;
using LambdaMcp.Local.Hosting;
using LambdaMcp.Local.Signing;
using LambdaMcp.Local.Tests.Lambda;
using LambdaMcp.Local.Tracing;
using Microsoft.Extensions.Logging.Abstractions;

namespace LambdaMcp.Local.Tests.Tracing;

/// <summary>A request's hops are told by the services that it passes, whatever the functions are written in.</summary>
public sealed class WayTests
{
    // Calls DynamoDB, then the function "inner", as an SDK does: with the session token of its environment.
    private const string Outer = """
        import json, os, urllib.error, urllib.request
        def call(url, headers, body):
            headers["X-Amz-Security-Token"] = os.environ["AWS_SESSION_TOKEN"]
            request = urllib.request.Request(url, json.dumps(body).encode(), headers)
            try:
                urllib.request.urlopen(request).read()
            except urllib.error.HTTPError:
                pass
        def handler(event, context):
            print("a line of the outer one")
            dynamodb = {"X-Amz-Target": "DynamoDB_20120810.GetItem", "Content-Type": "application/x-amz-json-1.0"}
            call(os.environ["DYNAMODB"], dynamodb, {"TableName": "things", "Key": {"id": {"S": "1"}}})
            call(os.environ["DYNAMODB"], dynamodb, {"TableName": "nowhere", "Key": {"id": {"S": "1"}}})
            call(os.environ["LAMBDA"] + "/2015-03-31/functions/inner/invocations", {"X-Amz-Invocation-Type": event.get("type", "RequestResponse")}, {})
            return {"statusCode": 200, "body": "{}"}
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_of_a_function_belongs_to_the_invocation_that_made_it()
    {
        Require.Program("python3");
        var traces = new TraceLog();
        await using var lambda = new LambdaHarness(options => options with { Traces = traces });
        using var dynamoDb = new DynamoDbService(new DynamoDbOptions { Traces = traces });
        dynamoDb.CreateTable(new TableDefinition { Name = "things", HashKey = new("id", LambdaMcp.Local.DynamoDb.Values.AttributeType.S) });
        await using var store = await LoopbackServer.StartAsync(0, dynamoDb.HandleAsync);
        using var http = await lambda.ServeAsync();
        lambda.Options.ExtraEnvironment["DYNAMODB"] = store.Url;
        lambda.Options.ExtraEnvironment["LAMBDA"] = http.BaseAddress!.ToString().TrimEnd('/');
        lambda.AddPython("def handler(event, context): print('a line of the inner one')", "inner");
        var outer = lambda.AddPython(Outer, "outer");
        var api = new RestApi
        {
            Id = "abcdefghij",
            LogicalId = "Api",
            Region = "us-east-1",
            AccountId = "123456789012",
            Stage = "prod",
            Routes = [new ApiRoute { Method = "POST", Path = "/mcp", FunctionArn = outer.Arn }],
        };
        var iam = new IamAuthorizer(new IamCaller("123456789012", "AKIA"), static _ => SigV4Result.Ok);
        var router = new StageRouter([new RestApiHandler(
            api, (arn, request, cancellation) => lambda.Service.InvokeAsync(lambda.Service.Find(arn)!, request, cancellation), iam, TimeProvider.System, NullLogger.Instance, traces)]);
        await using var gateway = await LoopbackServer.StartAsync(0, router.HandleAsync);
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{gateway.Url}/prod/mcp")
        {
            Content = new StringContent("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"outer"}}""", Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Authorization", "Bearer a-token-of-somebody");
        request.Headers.Add("Mcp-Session-Id", "session-id-of-somebody");
        using var response = await client.SendAsync(request, Cancellation);

        Assert.True(response.IsSuccessStatusCode);
        var trace = Assert.Single(traces.Latest());
        using var feed = traces.Watch();
        while (trace.View().Open)
            await feed.TakeAsync(Cancellation);
        var hops = trace.View().Hops;
        Assert.Equal(
            [("POST /mcp", null), ("outer", 0), ("GetItem", 1), ("GetItem", 1), ("inner", 1)],
            hops.Select(static hop => (hop.Name, hop.Parent)));
        Assert.Equal([HopKind.Gateway, HopKind.Function, HopKind.Store, HopKind.Store, HopKind.Function], hops.Select(static hop => hop.Kind));
        Assert.All(hops, hop => Assert.True(hop.Parent is not { } parent || hop.Start >= hops[parent].Start));
        Assert.Equal(("tools/call", "outer", "session-", 200L), (hops[0].Notes["rpc"], hops[0].Notes["target"], hops[0].Notes["session"], hops[0].Notes["status"]));
        Assert.Equal((true, 1L), (hops[1].Notes["cold"], hops[1].Notes["environment"]));
        Assert.True((long)hops[1].Notes["billed"] >= 1);
        Assert.Equal(("things", null), (hops[2].Notes["table"], hops[2].Error));
        Assert.StartsWith("ResourceNotFoundException", hops[3].Error, StringComparison.Ordinal);
        Assert.Contains(trace.Lines().Single(static lines => lines.Hop == 1).Lines, static line => line == "a line of the outer one");
        Assert.Contains(trace.Lines().Single(static lines => lines.Hop == 4).Lines, static line => line == "a line of the inner one");
        Assert.Equal("•••, •••", traces.Secrets.Conceal("a-token-of-somebody, session-id-of-somebody"));
    }

    [Fact]
    public async Task An_event_belongs_to_the_trace_of_whoever_sent_it()
    {
        Require.Program("python3");
        var traces = new TraceLog();
        await using var lambda = new LambdaHarness(options => options with { Traces = traces });
        using var http = await lambda.ServeAsync();
        lambda.Options.ExtraEnvironment["DYNAMODB"] = http.BaseAddress!.ToString();
        lambda.Options.ExtraEnvironment["LAMBDA"] = http.BaseAddress!.ToString().TrimEnd('/');
        lambda.AddPython("def handler(event, context): pass", "inner");
        lambda.AddPython(Outer, "outer");

        using var answer = await http.PostAsJsonAsync("2015-03-31/functions/outer/invocations", new { type = "Event" }, Cancellation);

        using var feed = traces.Watch();
        var trace = traces.Latest()[0];
        while (trace.View() is { Open: true } or { Hops.Count: < 2 })
            await feed.TakeAsync(Cancellation);
        Assert.Equal([("outer", null), ("inner", 0)], trace.View().Hops.Select(static hop => (hop.Name, hop.Parent)));
        Assert.Equal(1L, trace.View().Hops[1].Notes["attempt"]);
        Assert.Single(traces.Latest());
    }

    [Fact]
    public async Task A_function_that_fails_says_so_in_its_hop()
    {
        Require.Program("python3");
        var traces = new TraceLog();
        await using var lambda = new LambdaHarness(options => options with { Traces = traces });
        var function = lambda.AddPython("def handler(event, context): raise ValueError('no good')");

        await lambda.CallAsync(function);

        var hop = Assert.Single(traces.Latest()).View().Hops[0];
        Assert.Equal("ValueError: no good", hop.Error);
        Assert.NotNull(hop.End);
        var state = Assert.Single(lambda.Service.States);
        Assert.Equal((1, 1, 1), (state.ColdStarts, state.Environments[0].Number, state.Environments[0].Invocations));
    }

    [Fact]
    public async Task Each_environment_has_a_session_token_of_its_own()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("""
            import os, time
            def handler(event, context):
                while not os.path.exists(os.path.join(os.environ["SHARED"], "go")):
                    time.sleep(0.005)
                return os.environ["AWS_SESSION_TOKEN"]
            """);

        var (first, second) = (lambda.CallAsync(function), lambda.CallAsync(function));
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", Cancellation);

        Assert.NotEqual((string?)(await first).Answer, (string?)(await second).Answer);
    }
}
