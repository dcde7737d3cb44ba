using System.Text;
using Runner.Deployment;
using Runner.Measuring;
using Runner.Publishing;
using Runner.Report;

namespace Runner;

/// <summary>Publishes the programs, starts them in turn, and says how they compare.</summary>
internal sealed class Benchmark(RunnerOptions options, Action<string> progress)
{
    private const string DiscoveredTool = "echo";
    private const string RegisteredTool = "benchmark-echo";

    private readonly PublishedProgram _bare = new("tests/Benchmarks/BareLoop", options.Framework, "BareLoop");
    private readonly PublishedProgram _echo = new("tests/Benchmarks/EchoEndpoint", options.Framework, "EchoEndpoint");
    private readonly PublishedProgram _endpoint = new("src/LambdaMcp.Endpoint", options.Framework, "bootstrap");
    private readonly PublishedProgram _authorizer = new("src/LambdaMcp.Authorizer", options.Framework, "bootstrap");
    private readonly PublishedProgram _target = new("src/Samples/CustomerFunctions", options.Framework, "bootstrap");

    /// <exception cref="BenchmarkException">Something cannot be built or started, or answers wrongly.</exception>
    public async Task<BenchmarkReport> RunAsync(CancellationToken cancellationToken)
    {
        if (!options.NoPublish)
        {
            foreach (var program in (PublishedProgram[])[_bare, _echo, _endpoint, _authorizer, _target])
            {
                progress($"Publishing {program.Project} ...");
                await program.PublishAsync(cancellationToken);
            }
        }

        progress("Starting LambdaMcp.Local with native functions ...");
        await using var local = await LocalDeployment.StartAsync(options.Framework, cancellationToken);
        var subjects = await PrepareAsync(local, cancellationToken);

        var machine = MachineFacts.Read(options.Framework);
        var samples = await MeasureAsync(subjects, cancellationToken);
        PublishedProgram[] programs = [_bare, _echo, _endpoint, _endpoint, _endpoint, _endpoint];
        Result[] results = [.. subjects.Select((subject, row) => Result.Of(subject.Name, samples[row], programs[row].PackageBytes()))];
        return new(machine, options.Runs, options.Requests, results, Ceiling.Judge(results[0], results[1], results[2], results[3], results[4], results[5]));
    }

    private async Task<Subject[]> PrepareAsync(LocalDeployment local, CancellationToken cancellationToken)
    {
        var function = $"arn:aws:lambda:{local.Ready.Region}:123456789012:function:benchmark-echo";
        await Registration.AddToolAsync(local.Ready, RegisteredTool, function, cancellationToken);
        using var frontDoor = new FrontDoor(local.Ready);
        var session = await frontDoor.OpenSessionAsync(cancellationToken);
        foreach (var tool in (string[])[DiscoveredTool, RegisteredTool])
            await frontDoor.WarmAsync(GatewayEvent.Message(tool), session, GatewayEvent.Text, 50, cancellationToken);

        var catalogs = new Catalogs(local.Ready);
        var few = await catalogs.FillAsync("TenTools", 10, RegisteredTool, cancellationToken);
        var many = await catalogs.FillAsync("ThousandTools", 1_000, RegisteredTool, cancellationToken);
        var variables = local.EndpointVariables();
        Subject Make(string name, PublishedProgram program, string tool, string? withSession) =>
            new(name, program.Path, variables, GatewayEvent.Create(tool, withSession), Encoding.UTF8.GetBytes(GatewayEvent.Text));
        return
        [
            Make("bare loop", _bare, DiscoveredTool, null),
            Make("echo endpoint", _echo, DiscoveredTool, null),
            Make("endpoint, discovered tool", _endpoint, DiscoveredTool, session),
            Make("endpoint, registered tool", _endpoint, RegisteredTool, session),
            Of("endpoint, one of 10 tools", few),
            Of("endpoint, one of 1,000 tools", many),
        ];

        Subject Of(string name, string table) => Make(name, _endpoint, RegisteredTool, session) with
        {
            Environment = new Dictionary<string, string>(variables) { ["MCP_REGISTRATIONS_TABLE"] = table },
            Listing = GatewayEvent.List(session),
        };
    }

    private async Task<List<Sample>[]> MeasureAsync(Subject[] subjects, CancellationToken cancellationToken)
    {
        List<Sample>[] samples = [.. subjects.Select(_ => new List<Sample>())];
        // The first round fills the caches of files and warms this program: it does not count.
        for (var round = 0; round <= options.Runs; round++)
        {
            progress(round == 0 ? "Warming up ..." : $"Round {round} of {options.Runs} ...");
            for (var row = 0; row < subjects.Length; row++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var sample = await new Trial(subjects[row], options.Requests).RunAsync();
                if (round > 0)
                    samples[row].Add(sample);
            }
        }

        return samples;
    }
}
