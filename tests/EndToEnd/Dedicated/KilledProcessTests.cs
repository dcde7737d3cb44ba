using System.Diagnostics;
using System.Text.Json;
using EndToEnd.Calls;
using EndToEnd.Fixture;

namespace EndToEnd.Dedicated;

/// <summary>A process that dies costs the calls it held, and no others.</summary>
[Collection(DedicatedDeployment.Collection)]
public sealed class KilledProcessTests(DedicatedDeployment stack) : IDisposable
{
    // As many as Local runs of one function.
    private const int Most = 32;

    private readonly McpHttp _http = new(stack.Ready);

    [Theory]
    [InlineData("private-held")]
    [InlineData("McpFunction")]
    public async Task Killing_one_of_several_busy_processes_fails_exactly_one_call(string function)
    {
        const int Least = 6;
        await using var held = await HeldCalls.OfAsync(stack, "killed");
        var session = await _http.OpenSessionAsync();
        var calls = new List<Task<bool>>();
        IReadOnlyList<int> processes;

        // Each call holds one process of the function and one of the endpoint. Those that there are besides get a call too, so that none is killed that has nothing to do.
        do
        {
            calls.Add(CallAsync(held, session));
            await held.HoldsAsync(calls.Count);
            processes = FunctionProcesses.Of(stack, function);
        }
        while (calls.Count < Least || (processes.Count > calls.Count && calls.Count < Most));
        Assert.Equal(calls.Count, processes.Count);
        Process.GetProcessById(processes[0]).Kill();
        var ended = await Task.WhenAny(calls);
        held.Release();
        var succeeded = await Task.WhenAll(calls);

        Assert.False(await ended);
        Assert.Equal(calls.Count - 1, succeeded.Count(ok => ok));
        Assert.True(await CallAsync(held, session));
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> CallAsync(HeldCalls held, string session)
    {
        try
        {
            using var answer = await _http.PostAsync(
                $$$"""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"killed","arguments":{{{held.NextArguments()}}}}}""", session);
            if (!answer.IsSuccessStatusCode)
                return false;
            var json = await McpHttp.ReadJsonAsync(answer);
            return json.TryGetProperty("result", out var result) &&
                !(result.TryGetProperty("isError", out var isError) && isError.ValueKind == JsonValueKind.True);
        }
        catch (HttpRequestException)
        {
            // The stream broke off that the answer had become.
            return false;
        }
    }
}
