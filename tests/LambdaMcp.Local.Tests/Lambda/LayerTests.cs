using LambdaMcp.Local.Lambda;

namespace LambdaMcp.Local.Tests.Lambda;

public sealed class LayerTests : IDisposable
{
    private readonly LayerFolders _layers = new();

    public void Dispose() => _layers.Dispose();

    [Fact]
    public async Task Node_finds_packages_and_programs_of_layers()
    {
        Require.Program("node");
        Require.That(!OperatingSystem.IsWindows(), "Shell scripts do not run on Windows.");
        var plain = _layers.Add("plain", ("nodejs/node_modules/one/index.js", "module.exports = 'one';"), ("bin/tell", "#!/bin/sh\necho first"), ("bin/only", "#!/bin/sh\necho only"));
        var newer = _layers.Add("newer", ("nodejs/node22/node_modules/two/index.js", "module.exports = 'two';"), ("bin/tell", "#!/bin/sh\necho last"));
        await using var lambda = new LambdaHarness();
        var function = lambda.AddNode(
            "const { execSync } = require('node:child_process'); exports.handler = async () => [require('one'), require('two'), String(execSync('tell; only'))];",
            file: "app.js",
            configure: function => function with { Layers = [plain, newer] });

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.Equal(["one", "two", "last\nonly\n"], answer!.AsArray().Select(item => (string?)item));
    }

    [Fact]
    public async Task Python_finds_packages_of_layers_after_the_functions_own()
    {
        Require.Program("python3");
        var layer = _layers.Add("libraries", ("python/one.py", "name = 'one'"), ("python/app_parts.py", "name = 'the layer'"), ("python/lib/python3.13/site-packages/two.py", "name = 'two'"));
        await using var lambda = new LambdaHarness();
        var function = lambda.AddPython(
            "import app_parts, one, two\ndef handler(event, context):\n    return [app_parts.name, one.name, two.name]\n",
            configure: function =>
            {
                LayerFolders.Write(Path.Combine(function.CodeDirectory, "app_parts.py"), "name = 'the function'");
                return function with { Runtime = "python3.13", Layers = [layer] };
            });

        var (answer, error, _) = await lambda.CallAsync(function);

        Assert.Null(error);
        Assert.Equal(["the function", "one", "two"], answer!.AsArray().Select(item => (string?)item));
    }

    [Fact]
    public async Task A_function_without_a_bootstrap_runs_the_last_layers()
    {
        Require.Program("curl");
        Require.That(!OperatingSystem.IsWindows(), "Shell scripts do not run on Windows.");
        var first = _layers.Add("first", ("bootstrap", WrapperTests.ShellLoop("1")));
        var last = _layers.Add("last", ("bootstrap", WrapperTests.ShellLoop("2")));
        await using var lambda = new LambdaHarness();
        var function = lambda.Add("os", "provided.al2023", "none", "settings.json", "{}", function => function with { Layers = [first, last] });

        Assert.Equal(2, (int)(await lambda.CallAsync(function)).Answer!);
    }

    [Fact]
    public void Variables_that_are_paths_below_opt_and_var_task_are_those_of_this_machine()
    {
        Require.That(!OperatingSystem.IsWindows(), "Lists of paths are kept apart by something else on Windows.");
        var layer = _layers.Add("tools", ("bin/tool", ""), ("share/data.json", ""));
        using var code = new LayerFolders();
        var task = code.Add("task", ("main.py", "")).ContentDirectory;
        var paths = new FunctionPaths(new FunctionDefinition { Name = "f", LogicalId = "F", Arn = "", Runtime = "python3.13", Handler = "", CodeDirectory = task, Layers = [layer] });

        Assert.Equal($"{layer.ContentDirectory}/share/data.json", paths.Map("/opt/share/data.json"));
        Assert.Equal($"/usr/bin:{layer.ContentDirectory}/bin:{task}", paths.Map("/usr/bin:/opt/bin:/var/task"));
        Assert.Equal($"{task}/main.py", paths.Map("/var/task/main.py"));
        Assert.Equal("/opt/missing", paths.Map("/opt/missing"));
        Assert.Equal("""["/opt/bin/tool"]""", paths.Map("""["/opt/bin/tool"]"""));
        Assert.Equal("https://example.com/opt/bin/tool", paths.Map("https://example.com/opt/bin/tool"));
    }
}
