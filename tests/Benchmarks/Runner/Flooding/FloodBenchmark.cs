using System.Diagnostics;
using Runner.Deployment;
using Runner.Publishing;
using Runner.Report;

namespace Runner.Flooding;

/// <summary>What a client with a token feels of a flood of requests without one, and what such a flood sets going.</summary>
internal sealed class FloodBenchmark(RunnerOptions options, Action<string> progress)
{
    private const string Tool = "echo";
    private static readonly string[] Projects = ["src/LambdaMcp.Endpoint", "src/LambdaMcp.Authorizer", "src/Samples/CustomerFunctions"];

    private (int PerSecond, TimeSpan Duration, int Calls) Size => options.Smoke ? (200, TimeSpan.FromSeconds(2), 50) : (1_000, TimeSpan.FromSeconds(10), 500);

    /// <exception cref="BenchmarkException">Something cannot be built or started, or answers wrongly.</exception>
    public async Task<FloodReport> RunAsync(CancellationToken cancellationToken)
    {
        foreach (var project in options.NoPublish ? [] : Projects)
        {
            progress($"Publishing {project} ...");
            await new PublishedProgram(project, options.Framework, "bootstrap").PublishAsync(cancellationToken);
        }

        progress("Starting LambdaMcp.Local with native functions ...");
        await using var local = await LocalDeployment.StartAsync(options.Framework, cancellationToken);
        using var client = new FrontDoor(local.Ready);
        var session = await client.OpenSessionAsync(cancellationToken);
        await client.WarmAsync(GatewayEvent.Message(Tool), session, GatewayEvent.Text, 200, cancellationToken);
        await new Flood(new(local.Ready.McpUrl), Size.PerSecond, TimeSpan.FromSeconds(2)).RunAsync(cancellationToken);

        var machine = MachineFacts.Read(options.Framework);
        progress("A client alone ...");
        var quiet = await CallAsync(client, session, Size.Calls, Task.Delay(Timeout.Infinite, cancellationToken), cancellationToken);
        progress($"The same client beside {Size.PerSecond} requests a second without a token that is known, for {Size.Duration.TotalSeconds} s ...");
        var before = await InvocationCounts.ReadAsync(local.Ready, cancellationToken);
        var flood = Task.Run(() => new Flood(new(local.Ready.McpUrl), Size.PerSecond, Size.Duration).RunAsync(cancellationToken), cancellationToken);
        var flooded = await CallAsync(client, session, int.MaxValue, flood, cancellationToken);
        var outcome = await flood;
        var after = await InvocationCounts.ReadAsync(local.Ready, cancellationToken);
        var invoked = after.Select(function => (function.Key, Count: function.Value - before.GetValueOrDefault(function.Key)))
            .Where(static function => function.Count > 0).ToDictionary(static function => function.Key, static function => function.Count);
        return FloodReport.Of(machine, outcome, quiet, flooded, invoked);
    }

    /// <summary>Calls, one after the other.</summary>
    private static async Task<IReadOnlyList<double>> CallAsync(
        FrontDoor client, string session, int most, Task until, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        while (times.Count < most && !until.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            await client.WarmAsync(GatewayEvent.Message(Tool), session, GatewayEvent.Text, 1, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        return times;
    }
}
