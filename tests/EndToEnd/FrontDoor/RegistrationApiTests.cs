using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using EndToEnd.Fixture;
using EndToEnd.Targets;

namespace EndToEnd.FrontDoor;

/// <summary>The registration API whole, behind API Gateway.</summary>
public sealed class RegistrationApiTests(LocalDeployment stack) : IDisposable
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    private readonly SignedHttp _http = new(stack.Ready);

    private string Arn => ArnOf("private-echo");

    [Fact]
    public async Task Every_operation_that_the_document_has_is_routed()
    {
        var document = await ReadAsync(HttpMethod.Get, "/openapi.json");

        var server = document.GetProperty("servers")[0].GetProperty("url").GetString()!;
        Assert.EndsWith($"{server}/register", stack.Ready.RegisterUrl, StringComparison.Ordinal);
        foreach (var path in document.GetProperty("paths").EnumerateObject())
        {
            foreach (var method in path.Value.EnumerateObject().Select(member => member.Name).Where(Methods.Contains))
            {
                var url = path.Name["/register".Length..].Replace("{id}", "tool-e2e-none", StringComparison.Ordinal);
                using var answer = await SendAsync(new HttpMethod(method.ToUpperInvariant()), url, method is "get" or "delete" ? null : "{}");
                Assert.True(path.Value.GetProperty(method).GetProperty("responses").TryGetProperty($"{(int)answer.StatusCode}", out _), $"{method} {path.Name}: {answer.StatusCode}");
            }
        }
    }

    [Fact]
    public async Task A_registration_is_patched_and_the_same_creation_again_succeeds()
    {
        await using var registered = await Registered.AddAsync(stack, "e2e-patched", "private-echo");
        var before = await ReadAsync(HttpMethod.Get, "/tool-e2e-patched");

        using var patched = await SendAsync(HttpMethod.Patch, "/tool-e2e-patched", """{"title":"Patched","tags":["e2e-patched"]}""");
        using var stale = await SendAsync(HttpMethod.Patch, "/tool-e2e-patched", """{"title":"Late"}""", "\"1-0\"");
        using var again = await SendAsync(HttpMethod.Post, "", $"{before.GetRawText().Trim()[..^1]},\"title\":\"Patched\",\"tags\":[\"e2e-patched\"]}}");
        var found = await ReadAsync(HttpMethod.Get, "?tag=e2e-patched&type=tool&function=private-echo");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.PreconditionFailed, HttpStatusCode.OK), (patched.StatusCode, stale.StatusCode, again.StatusCode));
        Assert.Equal("Patched", Assert.Single(found.GetProperty("registrations").EnumerateArray()).GetProperty("title").GetString());
    }

    [Fact]
    public async Task A_dry_run_looks_at_the_function_in_the_endpoint_s_name()
    {
        var there = await ReadAsync(HttpMethod.Post, "?dryRun", Tool("e2e-dry", Arn));
        var called = await ReadAsync(HttpMethod.Post, "?dryRun=true&arguments=%7B%22text%22%3A%22a%20b%22%7D", Tool("e2e-dry", Arn));
        var missing = await ReadAsync(HttpMethod.Post, "?dryRun", Tool("e2e-dry", ArnOf("no-such-function")));

        Assert.Equal(["unique passed", "exists passed", "permission passed", "answers not asked"], Checks(there));
        Assert.Equal(["unique passed", "exists passed", "permission passed", "answers passed"], Checks(called));
        Assert.Equal(["unique passed", "exists failed", "permission not asked", "answers not asked"], Checks(missing));
        Assert.False(missing.GetProperty("ok").GetBoolean());
        using var nothing = await SendAsync(HttpMethod.Get, "/tool-e2e-dry");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task A_set_and_a_resource_go_out_and_come_back_in_one_document()
    {
        var document = $$"""{"registrations":[{"type":"set","name":"e2e-exported","members":["a_*"],"tags":["e2e-exported"]},{"type":"resource","name":"e2e-exported","uri":"e2e://exported","lambdaArn":"{{Arn}}","tags":["e2e-exported"]}]}""";
        try
        {
            Assert.Equal(2, (await ReadAsync(HttpMethod.Post, "/import", document)).GetProperty("created").GetArrayLength());
            var exported = await ReadAsync(HttpMethod.Get, "/export?tag=e2e-exported");
            using var collides = await SendAsync(HttpMethod.Post, "", $$"""{"type":"resource","name":"e2e-other","uri":"e2e://exported","lambdaArn":"{{Arn}}"}""");
            var again = await ReadAsync(HttpMethod.Post, "/import?mode=merge", exported.GetRawText());

            Assert.Equal(HttpStatusCode.Conflict, collides.StatusCode);
            Assert.Equal(["resource-e2e-exported", "set-e2e-exported"], again.GetProperty("unchanged").EnumerateArray().Select(id => id.GetString()));
        }
        finally
        {
            foreach (var id in new[] { "set-e2e-exported", "resource-e2e-exported" })
                (await SendAsync(HttpMethod.Delete, $"/{id}")).Dispose();
        }
    }

    [Fact]
    public async Task Two_hundred_registrations_changed_by_eight_writers_at_once_lose_no_change()
    {
        const int Count = 200;
        const int Writers = 8;
        const int SharedChanges = 6;
        string Id(int at) => $"tool-e2e-many-{at:000}";
        var names = Enumerable.Range(0, Count).Select(at => Tool($"e2e-many-{at:000}", Arn, enabled: false));
        try
        {
            Assert.Equal(Count, (await ReadAsync(HttpMethod.Post, "/import", $$"""{"registrations":[{{string.Join(',', names)}}]}""")).GetProperty("created").GetArrayLength());

            var made = new ConcurrentDictionary<string, int>();
            await Task.WhenAll(Enumerable.Range(0, Writers).Select(async writer =>
            {
                // Each has a share of its own, and all want the first few.
                var own = Enumerable.Range(0, Count / Writers).Select(at => Id((at * Writers) + writer));
                foreach (var (change, id) in own.Concat(Enumerable.Range(0, SharedChanges).Select(at => Id(at % 3))).Index())
                {
                    await AddTagAsync(id, $"w{writer}.{change}");
                    made.AddOrUpdate(id, 1, static (_, count) => count + 1);
                }
            }));

            var all = (await ReadAsync(HttpMethod.Get, "?namePrefix=e2e-many-")).GetProperty("registrations").EnumerateArray().ToArray();
            Assert.Equal(Count, all.Length);
            foreach (var registration in all)
            {
                var changes = made[registration.GetProperty("id").GetString()!];
                Assert.Equal(changes, registration.GetProperty("tags").GetArrayLength());
                Assert.Equal(changes + 1, registration.GetProperty("version").GetInt32());
            }

            Assert.Equal(Count + (Writers * SharedChanges), made.Values.Sum());
        }
        finally
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Count), new ParallelOptions { MaxDegreeOfParallelism = Writers }, async (at, _) =>
                (await SendAsync(HttpMethod.Delete, $"/{Id(at)}")).Dispose());
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Tool(string name, string arn, bool enabled = true) =>
        $$"""{"type":"tool","name":"{{name}}","description":"Made by a test.","lambdaArn":"{{arn}}","enabled":{{(enabled ? "true" : "false")}}}""";

    private static IEnumerable<string> Checks(JsonElement answer) => answer.GetProperty("checks").EnumerateArray()
        .Select(check => $"{check.GetProperty("check").GetString()} {check.GetProperty("outcome").GetString()}");

    private string ArnOf(string function) => $"arn:aws:lambda:{stack.Ready.Region}:{LocalDeployment.AccountId}:function:{function}";

    private async Task AddTagAsync(string id, string tag)
    {
        for (; ; )
        {
            using var read = await SendAsync(HttpMethod.Get, $"/{id}");
            var registration = await McpHttp.ReadJsonAsync(read);
            var tags = registration.TryGetProperty("tags", out var known) ? known.EnumerateArray().Select(one => one.GetString()!).ToArray() : [];
            using var answer = await SendAsync(
                HttpMethod.Patch, $"/{id}", $$"""{"tags":[{{string.Join(',', tags.Append(tag).Select(one => $"\"{one}\""))}}]}""", read.Headers.ETag!.Tag);
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
            Assert.Equal(HttpStatusCode.PreconditionFailed, answer.StatusCode);
        }
    }

    private async Task<JsonElement> ReadAsync(HttpMethod method, string path, string? body = null)
    {
        using var answer = await SendAsync(method, path, body);
        var json = await McpHttp.ReadJsonAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, $"{answer.StatusCode} {json.GetRawText()}");
        return json;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? body = null, string? ifMatch = null) =>
        _http.SendAsync(method, stack.Ready.RegisterUrl + path, body, stack.Ready.SecretAccessKey, ifMatch);
}
