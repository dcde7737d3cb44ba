using System.Diagnostics;
using System.Globalization;
using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class EnvironmentTests
{
    // Each call waits until as many run as the event says, and answers with its process id.
    private const string Barrier = """
        import os, time
        def handler(event, context):
            folder = os.environ["SHARED"]
            open(os.path.join(folder, "run-" + context.aws_request_id), "w").close()
            while len([name for name in os.listdir(folder) if name.startswith("run-")]) < event:
                time.sleep(0.005)
            return os.getpid()
        """;

    private const string Echo = """
        #!/bin/bash
        api="http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation"
        headers=$(mktemp)
        trap 'rm -f "$headers"' EXIT
        while event=$(curl -sS -D "$headers" "$api/next"); do
          id=$(grep -i '^Lambda-Runtime-Aws-Request-Id:' "$headers" | cut -d: -f2 | tr -d '[:space:]')
          echo "event $event"
          curl -sS -o /dev/null -H 'Content-Type: application/json' --data "$event" "$api/$id/response"
        done
        """;

    [Fact]
    public async Task A_bootstrap_in_the_code_folder_runs_as_a_custom_runtime()
    {
        RequireShell();
        await using var lambda = new LambdaHarness();
        var function = lambda.AddShell(Echo);

        var (answer, error, tail) = await lambda.CallAsync(function, """{"hello":"world"}""");

        Assert.Null(error);
        Assert.Equal("world", (string?)answer!["hello"]);
        Assert.Contains("""event {"hello":"world"}""", tail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parallel_calls_run_in_an_environment_each_and_later_ones_reuse_the_latest()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(Barrier);

        var calls = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => lambda.CallAsync(function, "8")));
        var processes = calls.Select(call => (int)call.Answer!).ToHashSet();
        var later = new HashSet<int>();
        foreach (var _ in Enumerable.Range(0, 5))
            later.Add((int)(await lambda.CallAsync(function, "0")).Answer!);

        Assert.Equal(8, processes.Count);
        Assert.Single(later);
        Assert.Subset(processes, later);
    }

    [Fact]
    public async Task Calls_one_after_the_other_share_one_environment()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(Barrier);

        var processes = new HashSet<int>();
        foreach (var _ in Enumerable.Range(0, 30))
            processes.Add((int)(await lambda.CallAsync(function, "0")).Answer!);

        Assert.Single(processes);
    }

    [Fact]
    public async Task A_killed_process_costs_only_its_own_request()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("""
            import os, time
            def handler(event, context):
                print("running", event, os.getpid(), ".")
                while not os.path.exists(os.path.join(os.environ["SHARED"], "go")):
                    time.sleep(0.005)
                return event
            """);

        var doomed = lambda.CallAsync(function, "1");
        var spared = lambda.CallAsync(function, "2");
        await lambda.LineAsync("running 2");
        var line = await lambda.LineAsync("running 1");
        using (var process = Process.GetProcessById(int.Parse(line.Split(' ')[2], CultureInfo.InvariantCulture)))
            process.Kill();
        var (answer, error, _) = await doomed;
        await File.WriteAllTextAsync(Path.Combine(lambda.Shared, "go"), "", LambdaHarness.Cancellation);

        Assert.Equal("Unhandled", error);
        Assert.Equal("Runtime.ExitError", (string?)answer!["errorType"]);
        Assert.EndsWith("Error: Runtime exited with error: signal: killed", (string?)answer["errorMessage"], StringComparison.Ordinal);
        Assert.Equal(2, (int)(await spared).Answer!);
        Assert.Equal(3, (int)(await lambda.CallAsync(function, "3")).Answer!);
    }

    [Fact]
    public async Task A_process_that_exits_within_an_invocation_is_replaced()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("import os\ndef handler(event, context):\n    if event: os._exit(event)\n    return 'fine'\n");

        await using var result = await lambda.InvokeAsync(function, "3");
        var answer = await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation);

        Assert.Equal($$"""{"errorType":"Runtime.ExitError","errorMessage":"RequestId: {{result.RequestId}} Error: Runtime exited with error: exit status 3"}""", answer);
        Assert.Equal("fine", (string?)(await lambda.CallAsync(function, "0")).Answer);
    }

    [Fact]
    public async Task A_timeout_kills_the_process_and_tells_the_caller_in_Lambdas_words()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(
            "import os, time\nprint('pid', os.getpid())\ndef handler(event, context):\n    if event: time.sleep(60)\n",
            configure: function => function with { Timeout = TimeSpan.FromSeconds(1) });

        await using var result = await lambda.InvokeAsync(function, "1");
        var answer = await new StreamReader(result.Body).ReadToEndAsync(LambdaHarness.Cancellation);
        var tail = (await result.End).LogTail;

        Assert.Equal("Unhandled", result.FunctionError);
        Assert.Equal($$"""{"errorType":"Sandbox.Timedout","errorMessage":"RequestId: {{result.RequestId}} Error: Task timed out after 1.00 seconds"}""", answer);
        Assert.Contains($"{result.RequestId} Task timed out after 1.00 seconds", tail, StringComparison.Ordinal);
        Assert.Contains("Status: timeout", tail, StringComparison.Ordinal);
        // Each process says so once, when it starts.
        Assert.NotEqual(ProcessIn(tail), ProcessIn((await lambda.CallAsync(function, "0")).Tail));

        static string ProcessIn(string tail) => tail.Split('\n').Single(line => line.StartsWith("pid ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_dies_at_start_fails_the_waiting_invocation_and_the_next_tries_anew()
    {
        RequireShell();
        await using var lambda = new LambdaHarness();
        var function = lambda.AddShell("#!/bin/bash\nif [ ! -e \"$SHARED/tried\" ]; then touch \"$SHARED/tried\"; echo 'cannot start'; exit 9; fi\n" + Echo);

        var (answer, error, tail) = await lambda.CallAsync(function);
        var (second, none, _) = await lambda.CallAsync(function, "2");

        Assert.Equal("Unhandled", error);
        Assert.Equal("Runtime.ExitError", (string?)answer!["errorType"]);
        Assert.EndsWith("exit status 9", (string?)answer["errorMessage"], StringComparison.Ordinal);
        Assert.Contains("cannot start", tail, StringComparison.Ordinal);
        Assert.Null(none);
        Assert.Equal(2, (int)second!);
    }

    [Fact]
    public async Task A_runtime_that_never_asks_for_an_event_runs_into_the_start_limit()
    {
        RequireShell();
        await using var lambda = new LambdaHarness(options => options with { InitLimit = TimeSpan.FromMilliseconds(200) });
        var function = lambda.AddShell("#!/bin/bash\nsleep 60\n");

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Equal("Sandbox.Timedout", (string?)answer!["errorType"]);
    }

    [Theory]
    [InlineData("provided.al2023", "Couldn't find valid bootstrap(s)")]
    [InlineData("java21", "Runtime java21 does not run here")]
    public async Task A_function_that_cannot_start_says_why(string runtime, string reason)
    {
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("none", runtime, "handler", "notes.txt", "");

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Equal("Runtime.InvalidEntrypoint", (string?)answer!["errorType"]);
        Assert.Contains(reason, (string?)answer["errorMessage"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-such-interpreter", null)]
    [InlineData("/bin/sh", "echo /not/there")]
    public async Task An_interpreter_that_is_missing_or_broken_counts_as_missing(string command, string? script)
    {
        Assert.Null(await new Interpreter(command, script is null ? [] : ["-c", script]).FindAsync());
    }

    [Fact]
    public async Task An_idle_environment_ends_after_its_limit()
    {
        Require.Program("python3");
        await using var lambda = new LambdaHarness(options => options with { IdleLimit = TimeSpan.FromMilliseconds(100) });
        var function = lambda.AddPython("import os\ndef handler(event, context):\n    print('pid', os.getpid(), '.')\n    return os.getpid()\n");

        var first = (int)(await lambda.CallAsync(function)).Answer!;
        await EndedAsync(first);

        Assert.NotEqual(first, (int)(await lambda.CallAsync(function)).Answer!);
    }

    [Fact]
    public async Task Disposal_ends_processes_and_their_children_even_when_they_refuse()
    {
        RequireShell();
        var lambda = new LambdaHarness(options => options with { InitLimit = TimeSpan.FromMinutes(15) });
        var function = lambda.AddShell("#!/bin/bash\ntrap '' TERM\nsleep 1000 &\necho \"processes $$ $! .\"\nwait\n");

        var call = lambda.CallAsync(function);
        var line = await lambda.LineAsync("processes ");
        await lambda.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1), LambdaHarness.Cancellation);
        await call;

        foreach (var id in line.Split(' ')[1..3])
            await EndedAsync(int.Parse(id, CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("python3.12")]
    [InlineData("nodejs22.x")]
    public async Task A_runtime_whose_API_is_gone_ends(string runtime)
    {
        Require.Program(runtime.StartsWith("node", StringComparison.Ordinal) ? "node" : "python3");
        await using var lambda = new LambdaHarness();
        var function = runtime.StartsWith("node", StringComparison.Ordinal)
            ? lambda.AddNode("export const handler = () => 1; setInterval(() => {}, 1000);")
            : lambda.AddPython("def handler(event, context): pass");
        using var scripts = new RuntimeScripts();
        var server = new RuntimeApiServer();
        var api = new RuntimeApi(function);
        var port = await server.OpenAsync(api);
        var command = await FunctionCommand.FindAsync(function, scripts);
        var variables = FunctionVariables.For(function, command, lambda.Options, "token", port.Address, scripts.Folder, "stream");
        await using var process = FunctionProcess.Start(command, function.CodeDirectory, variables, new InvocationLog("f", 128, (_, _) => { }));
        await api.Initialized.WaitAsync(TimeSpan.FromSeconds(30), LambdaHarness.Cancellation);

        await port.DisposeAsync();
        await server.DisposeAsync();

        Assert.Contains("exit", await process.Exited.WaitAsync(TimeSpan.FromSeconds(30), LambdaHarness.Cancellation), StringComparison.Ordinal);
    }

    private static void RequireShell()
    {
        Require.Program("/bin/bash");
        Require.Program("curl");
    }

    private static async Task EndedAsync(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            // A child of a process that is gone may still wait for its new parent to collect it.
            if (!OperatingSystem.IsLinux() || !(await File.ReadAllTextAsync($"/proc/{id}/stat", LambdaHarness.Cancellation)).Contains(") Z ", StringComparison.Ordinal))
                await process.WaitForExitAsync(LambdaHarness.Cancellation).WaitAsync(TimeSpan.FromSeconds(30), LambdaHarness.Cancellation);
        }
        catch (Exception e) when (e is ArgumentException or IOException)
        {
            // Gone.
        }
    }
}
