using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Tests.Servers;

/// <summary>The servers file: what is read, and what is told of mistakes.</summary>
public sealed class ServerFileTests
{
    [Fact]
    public void Packages_and_runtimes_follow_from_commands()
    {
        using var folder = new ServersFolder();
        var servers = ServerFileReader.Read(
            folder.With("""
                a: { description: A., command: npx, args: ["-y", "@scope/name@1.2.3", /tmp], timeout: 900, memory: 128 }
                b: { description: B., command: uvx, args: [--from, "pack[x]@1.2", run-it, --flag], packages: ["mcp[cli]==1.23.3"] }
                c: { description: C., command: python3, args: [-m, pack], packages: [pack==2025.1.14] }
                d: { description: D., command: npx, args: [--package=tool@2.0.0-beta.1, tool] }
                e: { description: E., command: docker, args: [run, image], unavailable: Nobody has its program. }
                """).File, allowsUnpinned: false).Servers;

        Assert.Equal(["Node", "Python", "Python", "Node", "Node"], servers.Select(server => server.Runtime.ToString()));
        Assert.Equal(
            ["@scope/name==1.2.3", "pack[x]==1.2 mcp[cli]==1.23.3", "pack==2025.1.14", "tool==2.0.0-beta.1", ""],
            servers.Select(server => string.Join(' ', server.Packages.Select(package => package.Requirement))));
        Assert.Equal((900, 128, "x86_64"), (servers[0].TimeoutSeconds, servers[0].Memory, servers[0].Architecture));
        Assert.Equal("Nobody has its program.", servers[4].Unavailable);
    }

    [Theory]
    [InlineData("a: { description: A., command: npx, args: [name@latest] }", "servers.yaml:1: the version of name is not pinned: write name@1.2.3 with the version that you checked")]
    [InlineData("a: { description: A., command: uvx, args: [name] }", "servers.yaml:1: the version of name is not pinned: write name@1.2.3")]
    [InlineData("a: { description: A., command: npx, args: [name@^1.2.3] }", "servers.yaml:1: '^1.2.3' is no single version of name: write name@1.2.3")]
    [InlineData("a: { description: A., command: python, args: [-m, x], packages: [\"x>=2\"] }", "servers.yaml:1: '>=2' is no single version of x: write x==1.2.3")]
    [InlineData("a:\n  description: A.\n  comand: npx", "servers.yaml:3: a server has no member 'comand': write command.")]
    [InlineData("a:\n  description: A.\n  command: docker\n  args: [run, image]", "servers.yaml:3: docker does not run on Lambda")]
    [InlineData("a:\n  description: A.\n  command: npx\n  args: [x@1.2.3]\n  timeout: 901", "servers.yaml:5: timeout is '901': write a whole number of seconds from 1 to 900.")]
    [InlineData("a:\n  description: A.\n  command: npx\n  args: [x@1.2.3]\n  memory: 64", "servers.yaml:5: memory is '64': write a whole number of MB from 128 to 10240.")]
    [InlineData("A_b: {}", "servers.yaml:1: 'A_b' is no id of a server")]
    [InlineData("a--b: {}", "servers.yaml:1: 'a--b' is no id of a server")]
    [InlineData("a: { command: npx, args: [x@1.2.3] }", "servers.yaml:1: description is missing")]
    [InlineData("a: { description: A., command: npx }", "servers.yaml:1: npx has nothing to run: write npx -y @scope/name@1.2.3.")]
    [InlineData("a: { description: A., command: npx, args: [--call, x] }", "servers.yaml:1: npx's option --call is not known here")]
    [InlineData("a: { description: A., command: server }", "servers.yaml:1: it is not known what 'server' is: write runtime: node or python")]
    [InlineData("a: { description: A., command: node, args: [x.js] }", "servers.yaml:1: it is not said where its program is: write files: [x.js] for one of your own beside this file, or packages: [name@1.2.3].")]
    [InlineData("a: { description: A., command: python, args: [x.py], files: [x.py] }", "servers.yaml:1: there is no x.py in the folder of this file.")]
    [InlineData("a: { description: A., command: python, args: [x.py], files: [lib/../../x.py] }", "'lib/../../x.py' in files is no path below the folder of this file")]
    [InlineData("a: { description: A., command: python, args: [x.py], files: [\"$(x).py\"] }", "'$(x).py' in files is no path below the folder of this file")]
    [InlineData("a: { description: A., command: python, args: [x.py], files: [mcp-server.json] }", "mcp-server.json in files is in the way")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], url: NONE }", "servers.yaml:1: url is 'NONE': write AWS_IAM.")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], runtime: python }", "runtime does not fit the command npx")]
    [InlineData("a: { description: A., command: s, packages: [{ url: \"http://a/s\", sha256: 12 }] }", "sha256 must be 64 small hexadecimal digits")]
    [InlineData("a: { description: A., command: s, packages: [{ url: \"http://a/s\", sha256: 12 }] }", "'http://a/s' is no place of a file")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], secrets: { T: \"arn:aws:ssm:eu-west-1:123456789012:parameter/*\" } }", "of T is no ARN of one secret")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], policies: [{ actions: [\"*\"], resources: [\"*\"] }] }", "'*' is no action of one service")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], policies: [{ actions: [s3:Get], resources: [\"arn:aws:s3:::${Bucket}\"] }] }", "has a parameter that the template does not know")]
    [InlineData("a: { description: A., command: npx, args: [x@1.2.3], env: { T: 1 }, secrets: { T: \"arn:aws:ssm:eu-west-1:123456789012:parameter/t\" } }", "T is in env and in secrets")]
    [InlineData("a: { description: A., command: npx, args: x@1.2.3 }", "servers.yaml:1: args must be a list")]
    [InlineData("a: {}\na: {}", "servers.yaml:2: ")]
    [InlineData("a: [", "servers.yaml:")]
    [InlineData("", "servers.yaml:1: the file is empty")]
    public async Task A_mistake_is_told_with_its_line_and_the_way_out(string yaml, string told)
    {
        using var folder = new ServersFolder();
        var run = await new CliRunner().RunAsync("servers", "list", "--file", folder.With(yaml).File);

        Assert.Equal((1, ""), (run.ExitCode, run.Output));
        Assert.Contains(told, run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_mistakes_are_told_at_once_and_a_missing_file_is_one()
    {
        using var folder = new ServersFolder();
        var bad = await new CliRunner().RunAsync("servers", "list", "--file", folder.With("a: { description: A., command: npx, args: [x], timeout: 0 }\nb: {}\n").File);
        var missing = await new CliRunner().RunAsync("servers", "list", "--file", folder.At("none.yaml"));
        var unknown = await new CliRunner().RunAsync("servers", "list", "--file", folder.With("files: { description: A., command: npx, args: [x@1.0.0] }").File, "--only", "flies");

        Assert.Equal(4, bad.Errors.Trim().Split('\n').Length);
        Assert.Equal((2, 2), (missing.ExitCode, unknown.ExitCode));
        Assert.Contains("Do you mean files?", unknown.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_pinned_is_taken_where_that_is_asked_for()
    {
        using var folder = new ServersFolder();
        var run = await new CliRunner().RunAsync("servers", "list", "--allow-unpinned", "--file", folder.With("a: { description: A., command: npx, args: [name] }").File);

        Assert.Equal((0, "a\tnode\tname@latest\tA.\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task The_sample_has_eighteen_servers_with_pinned_packages()
    {
        var servers = ServerFileReader.Read(Repository.Path("src", "Samples", "servers.yaml"), allowsUnpinned: false).Servers;
        var run = await new CliRunner().RunAsync("servers", "list", "--json", "--file", Repository.Path("src", "Samples", "servers.yaml"));

        Assert.Equal(18, servers.Count);
        Assert.All(servers, server => Assert.True(server.Packages.Count + server.Binaries.Count > 0 && server.Unavailable is null));
        Assert.Equal(0, run.ExitCode);
    }
}
