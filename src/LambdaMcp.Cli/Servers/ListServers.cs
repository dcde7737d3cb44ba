using System.CommandLine;
using System.Text.Json.Nodes;
using LambdaMcp.Cli.Help;
using LambdaMcp.Cli.Output;
using LambdaMcp.Cli.Servers.Files;

namespace LambdaMcp.Cli.Servers;

/// <summary><c>lambda-mcp servers list</c>.</summary>
internal static class ListServers
{
    public static Command Command(CliContext context)
    {
        var command = new ExampledCommand("list", "Reads the servers file, says what is wrong with it, and lists what is in it.", """
            lambda-mcp servers list
            lambda-mcp servers list --file src/Samples/servers.yaml
            """);
        ServersOptions.AddTo(command, chooses: true);
        command.SetAction(parsed =>
        {
            var servers = ServersOptions.Choose(parsed);
            if (parsed.GetValue(ServersCommand.Json))
                context.Output.Json(new JsonObject { ["servers"] = new JsonArray([.. servers.Select(Json)]) });
            else
                context.Output.Table(["ID", "RUNTIME", "PACKAGES", "DESCRIPTION"], [.. servers.Select(server => (string[])[server.Id, Runtime(server), Packages(server), server.Description])]);
            return ExitCode.Done;
        });
        return command;
    }

    private static JsonObject Json(Server server) => new()
    {
        ["id"] = server.Id,
        ["name"] = server.Name,
        ["description"] = server.Description,
        ["runtime"] = Runtime(server),
        ["packages"] = new JsonArray([.. Names(server).Select(name => (JsonNode)name)]),
        ["unavailable"] = server.Unavailable,
    };

    private static string Runtime(Server server) => server.Unavailable is null ? server.Runtime.ToString().ToLowerInvariant() : "unavailable";

    private static string Packages(Server server) => Names(server).ToList() is { Count: > 0 } names ? string.Join(' ', names) : "-";

    private static IEnumerable<string> Names(Server server) =>
        server.Packages.Select(package => server.Runtime == ServerRuntime.Node ? package.Spec : package.Requirement).Concat(server.Binaries.Select(binary => binary.FileName)).Concat(server.Files);
}
