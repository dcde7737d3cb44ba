using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Resilience;

/// <summary>A process that dies costs the calls it held, and no others.</summary>
public sealed class KilledProcessTests(LocalDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData("mcp-sample-slow")]
    [InlineData("McpFunction")]
    public async Task Killing_one_of_several_busy_processes_fails_exactly_one_call(string function)
    {
        const int Calls = 6;
        var session = await _http.OpenSessionAsync();
        var calls = Enumerable.Range(0, Calls).Select(_ => SlowCallAsync(session)).ToArray();

        // Every call holds a process of each function; which of them is killed does not matter.
        var processes = await Busy(function, Calls, Task.WhenAll(calls));
        Process.GetProcessById(processes[0]).Kill();
        var succeeded = await Task.WhenAll(calls);

        Assert.Equal(Calls - 1, succeeded.Count(ok => ok));
        Assert.True(await SlowCallAsync(session, seconds: 0));
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> SlowCallAsync(string session, double seconds = 6)
    {
        using var answer = await _http.PostAsync(
            """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"slow","arguments":{"seconds":0}}}""".Replace(":0}", $":{seconds}}}", StringComparison.Ordinal), session);
        if (!answer.IsSuccessStatusCode)
            return false;
        var json = await McpHttp.ReadJsonAsync(answer);
        return json.TryGetProperty("result", out var result) &&
            !(result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True);
    }

    /// <summary>The processes of a function, once there are as many as calls under way.</summary>
    private async Task<IReadOnlyList<int>> Busy(string function, int count, Task calls)
    {
        while (!calls.IsCompleted)
        {
            var processes = FunctionProcesses.Of(stack, function);
            if (processes.Count >= count && FunctionProcesses.Of(stack, "mcp-sample-slow").Count >= count)
                return processes;
            await Task.Yield();
        }

        throw new InvalidOperationException($"The calls ended before {count} processes of {function} were seen.");
    }
}
