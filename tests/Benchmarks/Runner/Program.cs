using Runner;

// 0: everything answered rightly, within every ceiling. 1: something did not. 3: a ceiling is missed, unless this is only a smoke test.
return await CommandLine.InvokeAsync(args, static async (options, cancellationToken) =>
{
    try
    {
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
