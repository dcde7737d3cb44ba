using System.Runtime.InteropServices;
using FaultyServer;

// A stdio MCP server (2025-11-25) that fails in the ways that servers do. What it does from its start on is told by arguments; the rest are tools.
var arguments = Arguments.Parse(args);
if (arguments.Starts is { } file)
{
    File.AppendAllText(file, $"{Environment.ProcessId}\n");
    if (File.ReadAllLines(file).Length <= arguments.FailingStarts)
        return 3;
}
if (arguments.ExitCode is { } code)
{
    Console.Error.WriteLine("Error: a secret reason");
    return code;
}
using var ignored = arguments.IgnoresSigterm ? PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => context.Cancel = true) : null;
if (arguments.StartsWhen is { } awaited)
    await Awaited.FileAsync(awaited);
new Conversation(new Tools()).Run();
if (arguments.IgnoresSigterm)
    Thread.Sleep(Timeout.Infinite);
return 0;
