using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Fixture;

namespace EndToEnd.Dedicated;

/// <summary>A process that dies costs the calls it held, and no others.</summary>
[Collection(DedicatedDeployment.Collection)]
public sealed class KilledProcessTests(DedicatedDeployment stack) : IDisposable
{
    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData("mcp-sample-slow")]
    [InlineData("McpFunction")]
    public async Task Killing_one_of_several_busy_processes_fails_exactly_one_call(string function)
    {
        const int Calls = 6;
        var session = await _http.OpenSessionAsync();
        var startsBefore = Starts();
        var calls = Enumerable.Range(0, Calls).Select(_ => SlowCallAsync(session)).ToArray();

        // Once every call has reached the function, each holds one process of it and one of the endpoint.
        await UntilAsync(() => Starts() == startsBefore + Calls, Task.WhenAll(calls));
        var processes = FunctionProcesses.Of(stack, function);
        Process.GetProcessById(processes[0]).Kill();
        var succeeded = await Task.WhenAll(calls);

        Assert.Equal(Calls, processes.Count);
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

    private int Starts() => stack.FunctionLog.Count(line => line.StartsWith("mcp-sample-slow | START", StringComparison.Ordinal));

    private static async Task UntilAsync(Func<bool> condition, Task calls)
    {
        while (!condition())
        {
            Assert.False(calls.IsCompleted, "The calls ended before all of them had begun.");
            await Task.Delay(TimeSpan.FromMilliseconds(20), TestContext.Current.CancellationToken);
        }
    }
}
