using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class WrapperTests : IDisposable
{
    private readonly LayerFolders _layers = new();

    public void Dispose() => _layers.Dispose();

    [Theory]
    [InlineData("nodejs22.x")]
    [InlineData("nodejs24.x")]
    public async Task A_wrapper_of_a_layer_starts_the_nodes_runtime_with_what_it_changed(string runtime)
    {
        Require.Program("node");
        RequireShell();
        var layer = _layers.Add("tools", ("wrap", "#!/bin/sh\nexport TOLD=\"$#\"\nexec \"$@\"\n"));
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode(
            "export const handler = async () => [process.env.TOLD, process.env.AWS_LAMBDA_EXEC_WRAPPER, process.env.AWS_EXECUTION_ENV, process.env._HANDLER];",
            configure: function => Wrapped(function with { Runtime = runtime }, layer, "/opt/wrap"));

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.Equal(["2", Path.Combine(layer.ContentDirectory, "wrap"), $"AWS_Lambda_{runtime}", "app.handler"], answer!.AsArray().Select(item => (string?)item));
    }

    [Theory]
    [InlineData("python3.13")]
    [InlineData("python3.14")]
    public async Task A_wrapper_of_the_code_gets_the_interpreter_and_all_its_arguments(string runtime)
    {
        Require.Program("python3");
        RequireShell();
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(
            "import os, sys\ndef handler(event, context):\n    return [os.environ['FIRST'], sys.executable, sys.argv[1:], context.function_name]\n",
            configure: function =>
            {
                LayerFolders.Write(Path.Combine(function.CodeDirectory, "start.sh"), "#!/bin/sh\nFIRST=$1 exec \"$@\"\n");
                return Wrapped(function with { Runtime = runtime }, null, "/var/task/start.sh");
            });

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.Equal((string?)answer![1], (string?)answer[0]);
        Assert.Empty(answer[2]!.AsArray());
        Assert.Equal("py", (string?)answer[3]);
    }

    [Fact]
    public async Task A_wrapper_that_never_starts_the_runtime_may_serve_the_events_itself()
    {
        Require.Program("node");
        Require.Program("curl");
        RequireShell();
        var layer = _layers.Add("bridge", ("bootstrap", ShellLoop("\\\"$AWS_LAMBDA_FUNCTION_NAME in $(basename $PWD)\\\"")));
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("throw new Error('not to be loaded');", configure: function => Wrapped(function, layer, "/opt/bootstrap"));

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.Equal("js in js-code", (string?)answer);
    }

    [Fact]
    public async Task The_first_interpreter_of_the_path_is_the_runtimes_own()
    {
        Require.Program("python3");
        RequireShell();
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython("import subprocess, sys\ndef handler(event, context):\n    return [sys.executable, subprocess.check_output(['python3', '-c', 'import sys; print(sys.executable)'], text=True).strip()]\n");

        var (answer, _, _) = await lambda.CallAsync(function);

        Assert.Equal((string?)answer![0], (string?)answer[1]);
    }

    [Fact]
    public async Task A_wrapper_that_is_nowhere_is_named_with_where_it_was_looked_for()
    {
        Require.Program("node");
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode("", configure: function => Wrapped(function, null, "/opt/bootstrap"));

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Equal("Unhandled", error);
        Assert.Contains("AWS_LAMBDA_EXEC_WRAPPER of function js is /opt/bootstrap, which is neither in its code (/var/task) nor in one of its 0 layers (/opt)", (string?)answer!["errorMessage"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_runtime_that_is_only_an_operating_system_has_no_wrappers_and_no_name()
    {
        Require.Program("curl");
        RequireShell();
        await using var lambda = new LambdaHarness();
        var function = lambda.AddShell(ShellLoop("\\\"${AWS_EXECUTION_ENV-none}\\\""), configure: function => Wrapped(function, null, "/opt/missing"));

        Assert.Equal("none", (string?)(await lambda.CallAsync(function)).Answer);
    }

    /// <summary>A runtime that answers every event with one JSON text.</summary>
    internal static string ShellLoop(string answer) => $"""
        #!/bin/sh
        api=http://$AWS_LAMBDA_RUNTIME_API/2018-06-01/runtime/invocation
        while head=$(curl -sf -D - -o /dev/null $api/next); do
          id=$(printf '%s' "$head" | tr -d '\r' | sed -n 's/^[Ll]ambda-[Rr]untime-[Aa]ws-[Rr]equest-[Ii]d: //p')
          curl -sf -o /dev/null -H 'Content-Type: application/json' -d "{answer}" $api/$id/response
        done
        """;

    private static void RequireShell() => Require.That(!OperatingSystem.IsWindows(), "Shell scripts do not run on Windows.");

    private static FunctionDefinition Wrapped(FunctionDefinition function, LayerDefinition? layer, string wrapper) => function with
    {
        Layers = layer is null ? [] : [layer],
        Environment = new Dictionary<string, string>(function.Environment) { ["AWS_LAMBDA_EXEC_WRAPPER"] = wrapper },
    };
}
