using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers.Generation;

/// <summary><c>lambda-mcp servers generate</c>.</summary>
internal static class GenerateServers
{
    // CloudFormation takes 500 resources; a server is six, and the bridge is up to two.
    private const int MostServers = 80;

    private static readonly Option<string> Folder = new("--output", "-o") { Description = "The folder for the template and what it builds.", HelpName = "DIR", DefaultValueFactory = static _ => "servers" };

    private static readonly Option<string?> BridgePath = new("--bridge") { Description = "The published bridge, or the folder of its project. Default: the project, where this is its repository.", HelpName = "PATH" };

    private static readonly Option<bool> Force = new("--force") { Description = "Write over files that were changed by hand." };

    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("generate", "Writes a SAM template with a function for each server, its role, log group and alarms, and the build steps that package it. The same file makes the same output.", """
            lambda-mcp servers generate
            lambda-mcp servers generate --file src/Samples/servers.yaml --only filesystem --only github --output out
            lambda-mcp servers generate --bridge artifacts/bootstrap && sam build --template servers/template.yaml
            """)
        {
            Folder, BridgePath, Force,
        };
        ServersOptions.AddTo(command, chooses: true);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, context, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CliContext context, CancellationToken cancellationToken)
    {
        var chosen = ServersOptions.Choose(parsed);
        foreach (var server in chosen.Where(server => server.Unavailable is not null))
            await context.Errors.WriteLineAsync($"{server.Id} is left out: {SafeText.Line(server.Unavailable!, 300)}");
        var servers = chosen.Where(server => server.Unavailable is null).ToList();
        if (servers.Count is 0 or > MostServers)
            throw new FailedException(servers.Count == 0 ? "No server is left that could be a function: nothing was written." : $"{servers.Count} servers are too many for one stack, which has room for {MostServers}: make several, with --only and --output.");
        var bridge = Bridge.Find(parsed.GetValue(BridgePath));
        if (servers.FirstOrDefault(server => bridge.Architecture is not null && server.Architecture != bridge.Architecture) is { } other)
            throw new FailedException($"The bridge {bridge.Path} is for {bridge.Architecture}, and {other.Id} for {other.Architecture}: give another bridge, or another architecture in the file.");

        var folder = parsed.GetValue(Folder)!;
        var written = new OutputFolder(folder).Write(Files(servers, bridge, folder), parsed.GetValue(Force));
        if (parsed.GetValue(ServersCommand.Json))
            context.Output.Json(new JsonObject { ["template"] = Path.Combine(folder, StackTemplate.FileName), ["servers"] = new JsonArray([.. servers.Select(server => (JsonNode)server.Id)]), ["changed"] = new JsonArray([.. written.Select(file => (JsonNode)file)]) });
        else
            context.Output.Line(Screen.Plain(Path.Combine(folder, StackTemplate.FileName)));
        await context.Errors.WriteLineAsync($"{servers.Count} servers; {(written.Count == 0 ? "nothing changed" : $"{written.Count} files changed")}. Next: cd {folder} && sam build && sam deploy --guided --stack-name mcp-servers");
        return ExitCode.Done;
    }

    private static List<OutputFile> Files(IReadOnlyList<Server> servers, Bridge bridge, string folder)
    {
        var architectures = servers.Select(server => server.Architecture).Distinct().Order(StringComparer.Ordinal).ToList();
        List<OutputFile> files = [OutputFile.Text(StackTemplate.FileName, StackTemplate.Of(servers, architectures))];
        foreach (var architecture in architectures)
            files.AddRange(BridgeLayer.Files(bridge, architecture, folder));
        foreach (var server in servers)
            files.AddRange(ServerBuild.Files(server, folder));
        return files;
    }
}
