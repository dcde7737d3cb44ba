using System.Text.Json;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary><c>lambda-mcp servers generate</c>. That CloudFormation and SAM take it, tests/Templates checks.</summary>
public sealed class GenerateServersTests : IDisposable
{
    private const string Two = """
        files:
          description: Says "files".
          command: npx
          args: ["-y", "@scope/files@1.2.3", /tmp]
          env: { A: b }
          secrets: { TOKEN: "arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/token" }
        git:
          description: Git.
          command: uvx
          args: [server@2.0]
          policies: [{ actions: ["s3:GetObject"], resources: ["arn:aws:s3:::bucket/*"] }]
        """;

    private readonly ServersFolder _folder = new();

    private string Output => _folder.At("out");

    [Fact]
    public async Task Each_server_has_a_function_a_role_a_log_and_build_steps_and_the_same_again_changes_nothing()
    {
        var first = await GenerateAsync(Two);
        var template = await ReadAsync("template.yaml");
        var again = await GenerateAsync(Two);

        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("nothing changed", again.Errors, StringComparison.Ordinal);
        Assert.Equal(template, await ReadAsync("template.yaml"));
        Assert.Contains("""STDIO_SERVER_SECRETS: !Sub "{\"TOKEN\":\"arn:${AWS::Partition}:ssm""", template, StringComparison.Ordinal);
        Assert.Contains("Action: [\"ssm:GetParameter\"]\n                Resource: [!Sub \"arn:${AWS::Partition}:ssm:${AWS::Region}:${AWS::AccountId}:parameter/token\"]", template, StringComparison.Ordinal);
        Assert.Contains("Action: [\"s3:GetObject\"]\n                Resource: [\"arn:aws:s3:::bucket/*\"]", template, StringComparison.Ordinal);
        Assert.Equal(
            """{"id":"files","name":"files","command":"npx","args":["-y","@scope/files@1.2.3","/tmp"],"env":{"A":"b"}}""",
            JsonSerializer.Serialize(JsonDocument.Parse(await ReadAsync("files/mcp-server.json")).RootElement));
        Assert.Contains("\"@scope/files\": \"1.2.3\"", await ReadAsync("files/package.json"), StringComparison.Ordinal);
        Assert.Equal("server==2.0\n", await ReadAsync("git/requirements.txt"));
        Assert.DoesNotContain("TOKEN", await ReadAsync("files/mcp-server.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_by_hand_is_kept_unless_it_is_to_be_lost()
    {
        await GenerateAsync(Two);
        await File.AppendAllTextAsync(Path.Combine(Output, "git", "Makefile"), "# mine\n", CliRunner.Cancellation);
        var refused = await GenerateAsync(Two.Replace("Git.", "More.", StringComparison.Ordinal));
        var unchanged = await ReadAsync("template.yaml");
        var forced = await GenerateAsync(Two, "--force");

        Assert.Equal((1, 0), (refused.ExitCode, forced.ExitCode));
        Assert.Contains("  git/Makefile", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("template.yaml", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("Git.", unchanged, StringComparison.Ordinal);
        Assert.DoesNotContain("mine", await ReadAsync("git/Makefile"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_gone_takes_its_files_with_it_and_a_file_of_others_is_not_written_over()
    {
        await GenerateAsync(Two);
        await File.WriteAllTextAsync(Path.Combine(Output, "files", "package-lock.json"), "{}", CliRunner.Cancellation);
        var run = await GenerateAsync(Two, "--only", "git");
        Directory.CreateDirectory(_folder.At("other"));
        await File.WriteAllTextAsync(_folder.At("other/template.yaml"), "mine", CliRunner.Cancellation);
        var refused = await new CliRunner().RunAsync("servers", "generate", "--file", _folder.File, "--output", _folder.At("other"), "--bridge", Bridge());

        Assert.Equal((0, 1), (run.ExitCode, refused.ExitCode));
        Assert.Equal(["package-lock.json"], Directory.GetFiles(Path.Combine(Output, "files")).Select(Path.GetFileName));
    }

    [Fact]
    public async Task The_bridge_is_a_program_for_the_servers_architecture_or_its_project()
    {
        var given = await GenerateAsync(Two);
        var other = await GenerateAsync(Two.Replace("command: uvx", "command: uvx\n  architecture: arm64", StringComparison.Ordinal));
        var none = await RunAsync("--bridge", _folder.File);
        var project = await RunAsync("--bridge", Repository.Path("src", "LambdaMcp.StdioBridge"), "--output", _folder.At("project"));

        Assert.Equal((0, 1, 2, 0), (given.ExitCode, other.ExitCode, none.ExitCode, project.ExitCode));
        Assert.Equal(await File.ReadAllBytesAsync(Bridge(), CliRunner.Cancellation), await File.ReadAllBytesAsync(Path.Combine(Output, "bridge-x86_64", "bootstrap"), CliRunner.Cancellation));
        Assert.Contains("git for arm64", other.Errors, StringComparison.Ordinal);
        Assert.Contains("no program for Linux", none.Errors, StringComparison.Ordinal);
        Assert.Contains("LambdaMcp.StdioBridge/", await File.ReadAllTextAsync(_folder.At("project/bridge-arm64/Makefile"), CliRunner.Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_is_checked_before_it_is_unpacked_and_what_cannot_be_a_function_is_left_out()
    {
        var run = await GenerateAsync($"tool: {{ description: T., command: tool, packages: {ServersFolder.Binary} }}\nboxed: {{ description: B., command: docker, unavailable: No program. }}\n");
        var makefile = (await ReadAsync("tool/Makefile")).Split('\n').ToList();

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("boxed is left out: No program.", run.Errors, StringComparison.Ordinal);
        Assert.True(makefile.FindIndex(line => line.Contains("sha256sum --check", StringComparison.Ordinal)) is > 0 and var check && check < makefile.FindIndex(line => line.Contains("tar -xzf", StringComparison.Ordinal)));
        Assert.Contains("Runtime: provided.al2023", await ReadAsync("template.yaml"), StringComparison.Ordinal);
        Assert.DoesNotContain("AWS_LAMBDA_EXEC_WRAPPER", await ReadAsync("template.yaml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_of_ones_own_are_copied_from_where_they_lie_when_it_is_built_and_a_url_is_made_where_one_is_asked_for()
    {
        Directory.CreateDirectory(_folder.At("lib/deep"));
        foreach (var file in (string[])["mine.py", "lib/deep/one.py"])
            await File.WriteAllTextAsync(_folder.At(file), "", CliRunner.Cancellation);
        var run = await GenerateAsync("mine: { description: M., command: python3, args: [mine.py], files: [mine.py, lib/deep/], url: AWS_IAM }\n" + Two);
        var makefile = await ReadAsync("mine/Makefile");
        var template = await ReadAsync("template.yaml");

        Assert.True(run.ExitCode == 0, run.Errors);
        Assert.Contains("\tcp -RL \"$(SOURCE)../../mine.py\" \"$(ARTIFACTS_DIR)/\"\n", makefile, StringComparison.Ordinal);
        Assert.Contains("\tmkdir -p \"$(ARTIFACTS_DIR)/lib\"\n\tcp -RL \"$(SOURCE)../../lib/deep\" \"$(ARTIFACTS_DIR)/lib/\"\n", makefile, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Output, "mine", "requirements.txt")));
        Assert.Single(template.Split('\n'), "        AuthType: AWS_IAM");
        Assert.Contains("Value: !Sub \"${MineFunctionUrl.FunctionUrl}mcp\"", template, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<CommandRun> GenerateAsync(string yaml, params string[] options)
    {
        _folder.With(yaml);
        return RunAsync(["--bridge", Bridge(), .. options]);
    }

    private Task<CommandRun> RunAsync(params string[] options) =>
        new CliRunner().RunAsync([.. (string[])["servers", "generate", "--file", _folder.File], .. options.Contains("--output") ? [] : (string[])["--output", Output], .. options]);

    // As much of a program as is looked at.
    private string Bridge()
    {
        var path = _folder.At("bootstrap");
        File.WriteAllBytes(path, [0x7f, .. "ELF"u8, .. new byte[14], 62, 0, .. "a bridge"u8]);
        return path;
    }

    private Task<string> ReadAsync(string name) => File.ReadAllTextAsync(Path.Combine(Output, name), CliRunner.Cancellation);
}
