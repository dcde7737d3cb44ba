using System.Net;
using System.Text.Json;

namespace EndToEnd.Authorization;

/// <summary>Sessions, streams, cursors and tasks belong to who began them; for others they are not there.</summary>
[Collection(AuthorizationDeployment.Collection)]
public sealed class OwnershipTests(AuthorizationDeployment stack) : IDisposable
{
    private readonly Client _owner = new(stack.Ready, AuthorizationDeployment.Narrow);
    private readonly Client _other = new(stack.Ready, AuthorizationDeployment.Wide);

    [Fact]
    public async Task A_session_can_be_used_listened_to_and_ended_by_its_owner_alone()
    {
        var session = await _owner.SessionAsync();
        foreach (var (method, body) in new[] { (HttpMethod.Post, """{"jsonrpc":"2.0","id":1,"method":"tools/list"}"""), (HttpMethod.Get, null), (HttpMethod.Delete, null) })
        {
            using var answer = await _other.Http.SendAsync(method, body, session, request =>
            {
                if (method == HttpMethod.Get)
                    request.Headers.Add("Last-Event-ID", "changes.1");
            });
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        using var message = await _other.Http.PostAsync("""{"jsonrpc":"2.0","id":1,"method":"tools/list"}""", change: request =>
            request.RequestUri = new(request.RequestUri!.ToString().Replace("/mcp", $"/message?sessionId={Uri.EscapeDataString(session)}", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, message.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _owner.AskAsync(2025, "tools/list")).Status);
    }

    [Theory]
    [InlineData("tasks/get", "")]
    [InlineData("tasks/cancel", "")]
    [InlineData("tasks/update", ",\"inputResponses\":{}")]
    public async Task A_task_is_asked_for_by_its_owner_alone(string method, string more)
    {
        var (_, started) = await _owner.CallAsync(2026, "auth-open-task");
        var id = started.GetProperty("result").GetProperty("taskId").GetString()!;
        var none = new string('A', id.Length);

        var (_, stolen) = await _other.AskAsync(2026, method, $"\"taskId\":\"{id}\"{more}", id);
        var (_, unknown) = await _other.AskAsync(2026, method, $"\"taskId\":\"{none}\"{more}", none);
        var (_, own) = await _owner.AskAsync(2026, method, $"\"taskId\":\"{id}\"{more}", id);

        Assert.Equal(unknown.GetRawText(), stolen.GetRawText());
        Assert.True(stolen.TryGetProperty("error", out _));
        Assert.True(own.TryGetProperty("result", out _), own.GetRawText());
    }

    [Fact]
    public async Task A_task_runs_with_the_rights_of_its_caller()
    {
        var (_, started) = await _owner.CallAsync(2026, "auth-open-task", """{"item":"tea"}""");
        var id = started.GetProperty("result").GetProperty("taskId").GetString()!;

        JsonElement task;
        do
        {
            task = (await _owner.AskAsync(2026, "tasks/get", $"\"taskId\":\"{id}\"", id)).Json.GetProperty("result");
        }
        while (task.GetProperty("status").GetString() == "working");

        Assert.Equal("completed", task.GetProperty("status").GetString());
        Assert.Contains("tea", task.GetRawText(), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _owner.Dispose();
        _other.Dispose();
    }
}
