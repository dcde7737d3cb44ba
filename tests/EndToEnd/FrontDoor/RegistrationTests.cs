using System.Net;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.FrontDoor;

/// <summary>The registration API behind IAM authorization, and its effect on the catalog.</summary>
public sealed class RegistrationTests(LocalDeployment stack) : IDisposable
{
    private readonly SignedHttp _http = new(stack.Ready);
    private readonly McpHttp _mcp = new(stack.Ready);

    [Fact]
    public async Task A_registered_function_can_be_called_at_once_and_is_gone_when_deleted()
    {
        var session = await _mcp.OpenSessionAsync();

        await using (await Registered.AddAsync(stack, "e2e-registered", "private-echo", """{"text":"string"}"""))
        {
            var result = await _mcp.CallAsync(session, "e2e-registered", """{"text":"hello"}""");
            Assert.Equal("hello", result.GetProperty("structuredContent").GetProperty("event").GetProperty("text").GetString());
        }

        using var answer = await _http.SendAsync(HttpMethod.Get, $"{stack.Ready.RegisterUrl}/tool-e2e-registered", null);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task A_registration_can_be_read_replaced_and_not_made_twice()
    {
        const string Url = "/tool-e2e-replaced";
        await using var registered = await Registered.AddAsync(stack, "e2e-replaced", "private-echo");
        var body = $$"""{"type":"tool","name":"e2e-replaced","description":"Second.","lambdaArn":"arn:aws:lambda:{{stack.Ready.Region}}:{{LocalDeployment.AccountId}}:function:private-echo"}""";

        using var twice = await _http.SendAsync(HttpMethod.Post, stack.Ready.RegisterUrl, body);
        using var replaced = await _http.SendAsync(HttpMethod.Put, stack.Ready.RegisterUrl + Url, body);
        using var read = await _http.SendAsync(HttpMethod.Get, stack.Ready.RegisterUrl + Url, null);
        using var all = await _http.SendAsync(HttpMethod.Get, stack.Ready.RegisterUrl, null);

        Assert.Equal(HttpStatusCode.Conflict, twice.StatusCode);
        Assert.Equal(HttpStatusCode.OK, replaced.StatusCode);
        var json = await McpHttp.ReadJsonAsync(read);
        Assert.Equal("Second.", json.GetProperty("description").GetString());
        Assert.Equal(2, json.GetProperty("version").GetInt32());
        Assert.Contains("e2e-replaced", (await McpHttp.ReadJsonAsync(all)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_by_json_pointer()
    {
        using var answer = await _http.SendAsync(HttpMethod.Post, stack.Ready.RegisterUrl,
            """{"type":"tool","contract":"spoon","name":"no good","lambdaArn":"arn:aws:s3:::bucket","timeout":0,"parameters":{"type":"object","properties":{"a":{"type":"strin"}}}}""");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var pointers = (await McpHttp.ReadJsonAsync(answer)).GetProperty("faults").EnumerateArray().Select(fault => fault.GetProperty("pointer").GetString()!).ToArray();
        Assert.Superset(new HashSet<string> { "/contract", "/name", "/lambdaArn", "/timeout", "/description" }, pointers.ToHashSet());
        Assert.Contains(pointers, pointer => pointer.StartsWith("/parameters/properties/a", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_right_signature_nobody_registers()
    {
        using var plain = new HttpClient();
        using var bearer = new HttpRequestMessage(HttpMethod.Get, stack.Ready.RegisterUrl) { Headers = { Authorization = new("Bearer", stack.Ready.Token) } };

        using var unsigned = await plain.GetAsync(stack.Ready.RegisterUrl, TestContext.Current.CancellationToken);
        using var client = await plain.SendAsync(bearer, TestContext.Current.CancellationToken);
        using var forged = await _http.SendAsync(HttpMethod.Get, stack.Ready.RegisterUrl, null, secret: "not the secret");

        Assert.All([unsigned, client, forged], answer => Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode));
    }

    public void Dispose()
    {
        _http.Dispose();
        _mcp.Dispose();
    }
}
