using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using EndToEnd.Fixture;

namespace EndToEnd.Targets;

/// <summary>A registration that a test made through the registration API, removed when the test ends.</summary>
internal sealed class Registered : IAsyncDisposable
{
    private readonly SignedHttp _http;
    private readonly string _id;

    private Registered(SignedHttp http, string id) => (_http, _id) = (http, id);

    /// <summary>Registers a function of the local account. Not a sample: what is registered is not listed under its own name, as other tests expect.</summary>
    public static Task<Registered> AddAsync(LocalDeployment stack, string name, string function, string parameters = """{"type":"object"}""", string contract = "payload", bool streams = false, string more = "") => AddAnyAsync(
        stack, function,
        $$"""{"type":"tool","name":"{{name}}","description":"Made by a test.","contract":"{{contract}}","streams":{{(streams ? "true" : "false")}},"parameters":{{parameters}}{{(more.Length > 0 ? "," + more : "")}}}""");

    /// <summary>Registers a function of the local account with whatever members.</summary>
    public static async Task<Registered> AddAnyAsync(LocalDeployment stack, string function, string registration)
    {
        var http = new SignedHttp(stack.Ready);
        var members = JsonNode.Parse(registration)!.AsObject();
        members["lambdaArn"] = $"arn:aws:lambda:{stack.Ready.Region}:{LocalDeployment.AccountId}:function:{function}";
        using var answer = await http.SendAsync(HttpMethod.Post, stack.Ready.RegisterUrl, members.ToJsonString());
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.Created, body);
        return new(http, JsonDocument.Parse(body).RootElement.GetProperty("id").GetString()!);
    }

    public async ValueTask DisposeAsync()
    {
        using var answer = await _http.SendAsync(HttpMethod.Delete, $"{_http.RegisterUrl}/{_id}", null);
        _http.Dispose();
    }
}
