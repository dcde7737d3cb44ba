using System.Net;
using LambdaMcp.Local.ApiGateway;
using LambdaMcp.Local.Tests.ApiGateway;
using LambdaMcp.Local.Tracing;

namespace LambdaMcp.Local.Tests.Tracing;

public sealed class AuthorizerHopTests : IAsyncDisposable
{
    private readonly GatewayFixture _gateway = new();

    public AuthorizerHopTests()
    {
        _gateway.Traces = new TraceLog();
        _gateway.Api = _gateway.Api with
        {
            Routes = [new ApiRoute { Method = "GET", Path = "/mcp", FunctionArn = "f", Authorization = RouteAuthorization.Lambda, Authorizer = "Bearer" }],
            Authorizers = new Dictionary<string, AuthorizerDefinition> { ["Bearer"] = new("authorizer", ["Authorization"], [], TimeSpan.FromSeconds(300)) },
        };
        _gateway.Functions["f"] = _ => GatewayFixture.Answer("""{"statusCode":200,"body":"ok"}""");
        _gateway.Functions["authorizer"] = _ => GatewayFixture.Answer(
            """{"principalId":"ada","policyDocument":{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"execute-api:Invoke","Resource":"*"}]}}""");
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task An_answer_of_the_authorizer_is_asked_for_or_was_kept()
    {
        await _gateway.StartAsync();
        for (var count = 0; count < 2; count++)
        {
            using var request = GatewayFixture.Request(HttpMethod.Get, "/prod/mcp", "Bearer some-token");
            using var response = await _gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);
        }

        var traces = await EndedAsync();
        Assert.Equal([false, true], traces.Select(static trace => (bool)trace.Hops[1].Notes["kept"]));
        Assert.All(traces, static trace => Assert.Equal(("ada", HopKind.Authorizer, "Bearer"), (trace.Hops[0].Notes["principal"], trace.Hops[1].Kind, trace.Hops[1].Name)));
    }

    [Fact]
    public async Task A_refusal_is_told_where_it_happened()
    {
        await _gateway.StartAsync();
        using var response = await _gateway.Client.GetAsync("/prod/mcp", TestContext.Current.CancellationToken);
        using var unknown = await _gateway.Client.GetAsync("/prod/nothing", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        var traces = await EndedAsync();
        Assert.Equal("the header Authorization is missing", traces[0].Hops[1].Error);
        Assert.Equal(401L, traces[0].Hops[0].Notes["status"]);
        Assert.Equal("the API has no such route", traces[1].Hops[0].Error);
    }

    // A client may have its answer a moment before the request is over.
    private async Task<List<TraceView>> EndedAsync()
    {
        using var feed = _gateway.Traces!.Watch();
        while (_gateway.Traces.Latest().Any(static trace => trace.View().Open))
            await feed.TakeAsync(TestContext.Current.CancellationToken);
        return [.. _gateway.Traces.Latest().Select(static trace => trace.View())];
    }
}
