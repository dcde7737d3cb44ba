using LambdaMcp.Cli;

return await CommandLine.InvokeAsync(args, CliContext.OfProcess());
