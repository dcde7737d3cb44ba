using Runner;
using Runner.Flooding;
using Runner.Peers;

// 0: everything answered rightly, within every ceiling. 1: something did not. 3: a ceiling is missed, unless this is only a smoke test.
return await CommandLine.InvokeAsync(args, static async (options, cancellationToken) =>
{
    try
    {
        if (options.Flood)
        {
            var flood = await new FloodBenchmark(options, Console.Error.WriteLine).RunAsync(cancellationToken);
            Console.WriteLine(options.Json ? flood.ToJson() : flood.ToMarkdown());
            foreach (var fault in flood.Faults)
                await Console.Error.WriteLineAsync(fault);
            return flood.Faults.Count > 0 ? 1 : options.Smoke || flood.Ceilings.All(ceiling => ceiling.IsKept) ? 0 : 3;
        }

        if (options.StdioBridge)
        {
            var beside = await new StdioBridgeBenchmark(options, Console.Error.WriteLine).RunAsync(cancellationToken);
            Console.WriteLine(options.Json ? beside.ToJson() : beside.ToMarkdown());
            return options.Smoke || beside.Ceilings.All(ceiling => ceiling.IsKept) ? 0 : 3;
        }

        var report = await new Benchmark(options, Console.Error.WriteLine).RunAsync(cancellationToken);
        Console.WriteLine(options.Json ? report.ToJson() : report.ToMarkdown());
        return options.Smoke || report.Ceilings.All(ceiling => ceiling.IsKept) ? 0 : 3;
    }
    catch (BenchmarkException exception)
    {
        await Console.Error.WriteLineAsync(exception.Message);
        return 1;
    }
});
