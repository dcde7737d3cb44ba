using LambdaMcp.Hosting.Settings;

namespace LambdaMcp.Hosting.Fronts;

/// <summary>
/// <c>--health</c>: asks the server that runs with the same settings on this machine whether it answers. An image without a shell has nothing
/// else that could.
/// </summary>
internal static class HealthProbe
{
    // Less than what containers' runtimes usually give a probe.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <returns>The process's exit code: 0, or 1 when nothing answers as it should.</returns>
    /// <exception cref="InvalidSettingException">The settings do not say which port it has.</exception>
    public static async Task<int> RunAsync(FrontSettings front)
    {
        var url = UrlOf(front);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Limit };
        try
        {
            using var answer = await http.GetAsync(url);
            if (answer.IsSuccessStatusCode)
                return 0;
            await Console.Error.WriteLineAsync($"{url} answers with {(int)answer.StatusCode}.");
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"{url} does not answer: {exception.Message}");
        }

        return 1;
    }

    /// <summary>Where the server is reached from its own machine.</summary>
    public static Uri UrlOf(FrontSettings front)
    {
        if (front.Port == 0)
            throw new InvalidSettingException("MCP_SERVER_PORT is 0, so that nobody can know which port to ask: give the server one.");
        var host = front.Host switch
        {
            "0.0.0.0" or "*" or "+" => "127.0.0.1",
            "[::]" => "[::1]",
            var one => one,
        };
        return new($"http://{host}:{front.Port}/health");
    }
}
