using LambdaMcp.StdioClient.Launching;
using LambdaMcp.StdioClient.Processes;

namespace LambdaMcp.StdioClient.Tests.Launching;

public sealed class LaunchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _bin;

    public LaunchTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Programs are found by their mode here.");
        _bin = Path.GetDirectoryName(_folder.Write("system/node", "", executable: true))!;
        _folder.Write("system/python3", "", executable: true);
    }

    private string Packages => Path.Combine(_folder.Path, "node_modules");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_program_is_found_on_the_path()
    {
        var launch = Of("node", "a", "b c");

        Assert.Equal(Path.Combine(_bin, "node"), launch.Program);
        Assert.Equal(["a", "b c"], launch.Arguments);
        Assert.Equal(_folder.Path, launch.Directory);
    }

    [Fact]
    public void A_program_may_be_given_by_its_path_in_the_folder() =>
        Assert.Equal(_folder.Write("my/server", "", executable: true), Of("./my/server").Program);

    [Fact]
    public void A_missing_program_is_named_with_all_folders_that_were_searched() =>
        Assert.Equal(
            $"The program nothing was not found. It was looked for in {Packages}/.bin, {_folder.Path}/bin, {_bin}.", Failure("nothing"));

    [Fact]
    public void A_missing_file_is_named() => Assert.Equal($"The program {_folder.Path}/no does not exist.", Failure("./no"));

    [Fact]
    public void A_file_that_may_not_be_executed_is_named()
    {
        var file = _folder.Write("server", "");

        Assert.Equal($"The file {file} may not be executed.", Failure("./server"));
    }

    [Fact]
    public void A_missing_folder_is_named() =>
        Assert.Equal(
            $"The server's folder {_folder.Path}/gone does not exist.",
            Assert.Throws<ServerFailedException>(() => Launch.Of(new() { Command = "node", Directory = $"{_folder.Path}/gone" }, Variable)).Message);

    [Theory]
    [InlineData("-y", "@scope/server@1.2.3", "--flag", "/tmp")]
    [InlineData("--yes", "@scope/server", "--flag", "/tmp")]
    [InlineData("-y", "--", "@scope/server@latest", "--flag", "/tmp")]
    [InlineData("-p", "@scope/server@^1.0.0", "the-server", "--flag", "/tmp")]
    [InlineData("--package=@scope/server", "--registry", "https://example.com", "the-server", "--flag", "/tmp")]
    public void Npx_runs_a_package_of_the_folder_with_node(params string[] args)
    {
        _folder.Write("node_modules/@scope/server/package.json", """{"version":"1.2.3","bin":{"the-server":"dist/index.js"}}""");
        var script = _folder.Write("node_modules/@scope/server/dist/index.js", "#!/usr/bin/env node\n");

        var launch = Of("npx", args);

        Assert.Equal(Path.Combine(_bin, "node"), launch.Program);
        Assert.Equal([script, "--flag", "/tmp"], launch.Arguments);
    }

    [Fact]
    public void Of_several_programs_npx_runs_the_one_that_is_named_like_the_package()
    {
        _folder.Write("node_modules/@scope/server/package.json", """{"bin":{"other":"other.js","server":"./server.js"}}""");
        _folder.Write("node_modules/@scope/server/server.js", "");

        Assert.Equal([$"{Packages}/@scope/server/server.js"], Of("npx", "@scope/server").Arguments);
    }

    [Fact]
    public void Npx_does_not_guess_among_several_programs()
    {
        _folder.Write("node_modules/pkg/package.json", """{"bin":{"b":"b.js","a":"a.js"}}""");

        Assert.Equal("Which program of the npm package pkg to run is not clear: it has a, b.", Failure("npx", "pkg"));
    }

    [Fact]
    public void Npx_runs_a_script_of_another_interpreter_by_itself()
    {
        _folder.Write("node_modules/pkg/package.json", """{"bin":"run.sh"}""");
        var script = _folder.Write("node_modules/pkg/run.sh", "#!/bin/sh\n", executable: true);

        Assert.Equal(script, Of("npx", "pkg").Program);
    }

    [Fact]
    public void Npx_says_which_package_is_missing_where() =>
        Assert.Equal($"The npm package @scope/server was not found in {Packages}.", Failure("npx", "-y", "@scope/server@1.2.3"));

    [Fact]
    public void Npx_does_not_run_another_version_than_the_one_that_is_asked_for()
    {
        _folder.Write("node_modules/pkg/package.json", """{"version":"1.2.4","bin":"a.js"}""");

        Assert.Equal($"The npm package pkg in {Packages} is version 1.2.4, not 1.2.3.", Failure("npx", "pkg@1.2.3"));
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("https://example.com/x.tgz")]
    [InlineData("github:owner/name")]
    public void Npx_leaves_the_folder_for_nothing(string package) =>
        Assert.Equal("What npx is to run is not the name of a package. Only packages that lie in the folder are run.", Failure("npx", package));

    [Theory]
    [InlineData("npx", "--api-key=s3cret")]
    [InlineData("npx", "git+https://user:s3cret@example.com/x.git")]
    [InlineData("uvx", "--api-key=s3cret")]
    [InlineData("uvx", "--from", "git+https://user:s3cret@example.com/x.git", "x")]
    [InlineData("uvx", "https://user:s3cret@example.com/x.whl")]
    public void What_callers_are_told_of_a_server_that_cannot_start_has_none_of_its_arguments(string command, params string[] args) =>
        Assert.DoesNotContain("s3cret", Failure(command, args), StringComparison.Ordinal);

    [Theory]
    [InlineData("my-server@2.0.0", "--port", "1")]
    [InlineData("my_server", "--port", "1")]
    [InlineData("--python", "3.13", "My.Server==2.0.0", "--port", "1")]
    [InlineData("my-server[extra]@latest", "--port", "1")]
    [InlineData("--from", "my-server>=1", "my-server", "--port", "1")]
    public void Uvx_runs_a_package_of_the_folder_with_Python(params string[] args)
    {
        foreach (var name in (string[])["my-server", "my_server", "My.Server"])
            _folder.Write("My_Server-2.0.0.dist-info/entry_points.txt", $"[gui_scripts]\nx = y:z\n\n[console_scripts]\nmy-server = my_server.cli:app.main [cli]\nmy_server = my_server.cli:app.main\nMy.Server = my_server.cli:app.main\n");

        var launch = Of("uvx", args);

        Assert.Equal(Path.Combine(_bin, "python3"), launch.Program);
        Assert.Equal("-c", launch.Arguments[0]);
        Assert.Equal("import sys; from my_server.cli import app; del sys.argv[0]; sys.exit(app.main())", launch.Arguments[1]);
        Assert.Equal(["--port", "1"], launch.Arguments.Skip(3));
        Assert.Equal(_folder.Path, launch.Variables["PYTHONPATH"]);
    }

    [Fact]
    public void Uvx_says_which_package_is_missing_where() =>
        Assert.Equal($"The Python package mcp-server-git was not found in {_folder.Path}.", Failure("uvx", "mcp-server-git@1.0"));

    [Fact]
    public void Uvx_does_not_run_another_version_than_the_one_that_is_asked_for()
    {
        _folder.Write("pkg-2.0.dist-info/entry_points.txt", "[console_scripts]\npkg = pkg:main\n");

        Assert.Equal($"The Python package pkg in {_folder.Path} is version 2.0, not 1.0.", Failure("uvx", "pkg==1.0"));
    }

    [Fact]
    public void Uvx_names_the_programs_that_there_are()
    {
        _folder.Write("pkg-2.0.dist-info/entry_points.txt", "[console_scripts]\nb = pkg:main\na = pkg:main\n");

        Assert.Equal("The Python package pkg has no program pkg: it has a, b. Name one with --from pkg.", Failure("uvx", "pkg"));
    }

    [Fact]
    public void What_a_package_says_of_its_program_is_no_program_text()
    {
        _folder.Write("pkg-2.0.dist-info/entry_points.txt", "[console_scripts]\npkg = pkg:main(); import os\n");

        Assert.Equal("The program pkg of the Python package pkg is pkg:main(); import os, which names no function.", Failure("uvx", "pkg"));
    }

    [Fact]
    public async Task Python_runs_what_uvx_would()
    {
        Require.Program("python3");
        _folder.Write("my_server-1.0.dist-info/entry_points.txt", "[console_scripts]\nmy-server = my_server:main\n");
        _folder.Write("my_server/__init__.py", "import sys\ndef main():\n    print('|'.join(sys.argv))\n    return 3\n");
        var launch = Launch.Of(
            new() { Command = "uvx", Args = ["my-server@1.0", "--flag", "a b"], Directory = _folder.Path }, Environment.GetEnvironmentVariable);

        await using var process = ServerProcess.Start(launch, new RecordedLog(), TimeProvider.System);
        using var output = new StreamReader(process.Output);

        Assert.Equal("my-server|--flag|a b", await output.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await process.Exited);
    }

    [Fact]
    public async Task Node_runs_what_npx_would()
    {
        Require.Program("node");
        _folder.Write("node_modules/@scope/server/package.json", """{"bin":{"the-server":"main.mjs"}}""");
        _folder.Write("node_modules/@scope/server/main.mjs", "#!/usr/bin/env node\nconsole.log(process.argv.slice(2).join('|')); process.exitCode = 3;\n");
        var launch = Launch.Of(
            new() { Command = "npx", Args = ["-y", "@scope/server", "--flag", "a b"], Directory = _folder.Path }, Environment.GetEnvironmentVariable);

        await using var process = ServerProcess.Start(launch, new RecordedLog(), TimeProvider.System);
        using var output = new StreamReader(process.Output);

        Assert.Equal("--flag|a b", await output.ReadLineAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await process.Exited);
    }

    private Launch Of(string command, params string[] args) =>
        Launch.Of(new() { Command = command, Args = args, Directory = _folder.Path }, Variable);

    private string Failure(string command, params string[] args)
    {
        var failure = Assert.Throws<ServerFailedException>(() => Of(command, args));
        Assert.Equal(ServerFailure.NotStarted, failure.Failure);
        return failure.Message;
    }

    private string? Variable(string name) => name == "PATH" ? _bin : null;
}
