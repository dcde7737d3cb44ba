using System.Text.Json;
using Runner.Measuring;
using Runner.Publishing;
using Runner.Report;

namespace Runner.Peers;

/// <summary>Runs the same stdio servers as functions with the stdio bridge and with the peer, and alone, in turn, and says how they compare.</summary>
internal sealed class StdioBridgeBenchmark(RunnerOptions options, Action<string> progress)
{
    private readonly PublishedProgram _bridge = new("src/LambdaMcp.StdioBridge", options.Framework, "bootstrap");

    /// <exception cref="BenchmarkException">Something cannot be built or started, or answers wrongly.</exception>
    public async Task<StdioBridgeReport> RunAsync(CancellationToken cancellationToken)
    {
        var packages = new NodePackages();
        if (!options.NoPublish)
        {
            progress($"Publishing {_bridge.Project} ...");
            await _bridge.PublishAsync(cancellationToken);
        }

        var folder = Directory.CreateTempSubdirectory("lambda-mcp-stdio-").FullName;
        try
        {
            progress($"Bundling a function with {PeerFunction.Package} ...");
            var peer = new PeerFunction(packages, folder);
            await peer.LayOutAsync(cancellationToken);
            var servers = WrappedServer.All(packages, folder);
            var machine = MachineFacts.Read(options.Framework);
            string[] releases =
                [await packages.NodeVersionAsync(cancellationToken), packages.Version(PeerFunction.Package), .. servers.Select(server => packages.Version(server.Package))];
            Contender[][] contenders = [.. servers.Select(server => Contenders(server, peer, packages, folder))];
            await MeasureAsync(servers, contenders, cancellationToken);
            return new(machine, releases, options.Runs, options.Requests - 1, [.. servers.Select((server, index) => BridgeComparison.Of(server.Package, contenders[index]))]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private Contender[] Contenders(WrappedServer server, PeerFunction peer, NodePackages packages, string folder)
    {
        var machine = new Dictionary<string, string>
        {
            ["PATH"] = $"{Path.GetDirectoryName(packages.Node)}:/usr/local/bin:/usr/bin:/bin",
            ["HOME"] = folder,
            ["LANG"] = "en_US.UTF-8",
            ["TZ"] = ":UTC",
        };
        var lambda = new Dictionary<string, string>(machine)
        {
            ["AWS_REGION"] = "us-east-1",
            ["AWS_DEFAULT_REGION"] = "us-east-1",
            ["AWS_ACCESS_KEY_ID"] = "benchmark",
            ["AWS_SECRET_ACCESS_KEY"] = "benchmark",
            ["AWS_SESSION_TOKEN"] = "benchmark",
            ["AWS_LAMBDA_FUNCTION_NAME"] = "benchmark",
            ["AWS_LAMBDA_FUNCTION_VERSION"] = "$LATEST",
            ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"] = "1024",
            ["_HANDLER"] = "function.handler",
            ["STDIO_SERVER_COMMAND"] = server.Command,
            ["STDIO_SERVER_ARGS"] = JsonSerializer.Serialize(server.Arguments),
            ["STDIO_SERVER_ENV"] = JsonSerializer.Serialize(server.Variables),
        };
        return
        [
            new("the server alone", warmCalls => new ServerTrial(server, machine, warmCalls).RunAsync()),
            Function("stdio bridge", _bridge.Path, [], folder),
            Function("peer, bundled", packages.Node, peer.Arguments, peer.Bundled),
            Function("peer, as written", packages.Node, peer.Arguments, peer.AsWritten),
        ];

        Contender Function(string name, string program, IReadOnlyList<string> arguments, string taskRoot)
        {
            var subject = new Subject($"{name}, {server.Package}", program, new Dictionary<string, string>(lambda) { ["LAMBDA_TASK_ROOT"] = taskRoot }, server.Call, default)
            {
                Arguments = arguments,
                IsRight = server.IsRight,
            };
            return new(name, warmCalls => new FunctionTrial(subject, warmCalls).RunAsync());
        }
    }

    private async Task MeasureAsync(IReadOnlyList<WrappedServer> servers, Contender[][] contenders, CancellationToken cancellationToken)
    {
        // The first round fills the caches of files and warms this program: it does not count. The second has the warm calls too.
        for (var round = 0; round <= options.Runs; round++)
        {
            for (var index = 0; index < servers.Count; index++)
            {
                progress($"{(round == 0 ? "Warming up" : $"Round {round} of {options.Runs}")}: {servers[index].Package} ...");
                foreach (var contender in contenders[index])
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    var sample = await contender.StartAsync(round == 1 ? options.Requests - 1 : 0);
                    if (round > 0)
                        contender.Samples.Add(sample);
                }
            }
        }
    }
}
