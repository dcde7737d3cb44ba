using System.Diagnostics;
using System.Text;

namespace Runner.Peers;

/// <summary>One start of the server alone, spoken to by this program: what nothing that runs it can go below.</summary>
internal sealed class ServerTrial(WrappedServer server, IReadOnlyDictionary<string, string> environment, int warmCalls)
{
    private const string Initialize = """
        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}}
        """;

    private const string Initialized = """{"jsonrpc":"2.0","method":"notifications/initialized"}""";

    /// <exception cref="BenchmarkException">The server did not answer every call rightly.</exception>
    public Task<BridgeSample> RunAsync() => Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning).Unwrap();

    private async Task<BridgeSample> Run()
    {
        var start = new ProcessStartInfo(server.Command, server.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Concat(server.Variables))
            start.Environment[name] = value;

        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(start)!;
        process.BeginErrorReadLine();
        try
        {
            Send(process, Initialize);
            Receive(process, "\"id\":1");
            Send(process, Initialized);

            var meter = new WarmMeter(process.Id, warmCalls);
            var call = Encoding.UTF8.GetString(server.Call);
            var firstAnswer = TimeSpan.Zero;
            for (var number = 0; number < meter.Calls; number++)
            {
                meter.Begin(number);
                Send(process, call);
                var answer = Receive(process, "\"id\":7");
                if (!server.IsRight(Encoding.UTF8.GetBytes(answer)))
                    throw new BenchmarkException($"{server.Package} alone: {answer}");
                if (number == 0)
                    firstAnswer = Stopwatch.GetElapsedTime(started);
                meter.End(number);
            }

            return new(firstAnswer.TotalMilliseconds, await meter.ResultAsync());
        }
        finally
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }
    }

    private static void Send(Process process, string message)
    {
        process.StandardInput.Write(message + "\n");
        process.StandardInput.Flush();
    }

    /// <summary>The next message with this text; notifications and the server's own requests are passed over.</summary>
    private string Receive(Process process, string text)
    {
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (line.Contains(text, StringComparison.Ordinal))
                return line;
        }

        throw new BenchmarkException($"{server.Package} alone: it ended.");
    }
}
